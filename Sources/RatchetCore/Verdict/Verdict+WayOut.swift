extension Verdict {
    /// The same verdict with what happens next and the way out, where whoever judged left them open, for a device that
    /// has no open enforcement.
    public func completed(for device: DeviceFacts, in context: ExplainContext) -> Verdict {
        var verdict = self
        // A shut gate often rests on what was never said: then on when the device last could have.
        if verdict.evidence.isEmpty, let heard = context.lastContact {
            verdict.evidence = [Evidence(.checkIn, at: heard, ref: "last contact")]
        }
        if verdict.next == nil { verdict.next = reason.expectation(in: context) }
        if verdict.causes.isEmpty, let wayOut = reason.wayOut {
            verdict.causes = [Cause(reason, wayOut, evidence: verdict.evidence)]
        }
        if answer != .yes, let refusal = context.pushRefusal {
            verdict.causes.append(Cause(.pushRefused, .checkPush, evidence: [refusal]))
        }
        if let fetch = context.staleFeed, restsOnFeed {
            verdict.causes.append(Cause(.feedStale, .checkLookup, evidence: [fetch]))
        }
        if let report = context.unappliedReport {
            verdict.causes.append(Cause(.reportUnapplied, .upgradeServer, evidence: [report]))
        }
        if verdict.details["installed"] == nil { verdict.details["installed"] = device.installed?.value.name }
        if reason == .enforcementNotSupported { verdict.details["floor"] = FloorGate.floor(above: device) }
        let missing = InventoryGate.missing(in: device)
        if reason == .inventoryPending, !missing.isEmpty {
            verdict.details["missing"] = missing.joined(separator: ", ")
        }
        return verdict
    }
}

extension Verdict {
    /// Whether a newer list of releases could make it another one.
    private var restsOnFeed: Bool {
        switch reason {
        case .current, .notInFeed, .modelNotInFeed, .releaseExpired, .bsiNeedsBuild: true
        default: false
        }
    }
}

extension Reason {
    /// What ends this reason when nobody does anything; only for those that a shut gate gives.
    fileprivate func expectation(in context: ExplainContext) -> Expectation? {
        switch self {
        case .enrolmentIncomplete: Expectation(.finishEnrolment)
        case .inventoryPending: Expectation(.answerInventory, by: context.nextPush)
        case .awaitingConfiguration: Expectation(.finishSetup)
        default: nil
        }
    }

    /// What somebody can do about a shut gate.
    var wayOut: WayOut? {
        switch self {
        case .enrolmentIncomplete, .awaitingConfiguration: .waitForDevice
        case .inventoryPending: .connectDevice
        case .notEnrolled, .userEnrolment: .enrolDevice
        case .enforcementNotSupported: .upgradeByHand
        case .notSupervised: .superviseDevice
        default: nil
        }
    }
}
