/// What a verdict needs to know besides the enforcement itself.
public struct ExplainContext: Sendable {
    public var now: Instant
    /// When the next push is due; nil when none is.
    public var nextPush: Instant?
    /// Why pushes to the device are refused; nil while they are not.
    public var pushRefusal: String?
    /// Reports that were kept and could not be applied.
    public var unappliedReports: Int

    public init(now: Instant, nextPush: Instant? = nil, pushRefusal: String? = nil, unappliedReports: Int = 0) {
        (self.now, self.nextPush) = (now, nextPush)
        (self.pushRefusal, self.unappliedReports) = (pushRefusal, unappliedReports)
    }
}

/// Limits of "by when", where the protocol gives them.
enum Limits {
    /// A device reports everything about every 24 hours, and scans for updates as often (reference 2.3, 3.2).
    static let dailyContact: Duration = .hours(24)
    /// An installation with its restarts; longer silence deserves a look. Our own bound: Apple gives none.
    static let installation: Duration = .hours(4)
    /// A Mac past its deadline tries about once an hour of uptime (reference 3.2).
    static let retry: Duration = .hours(1)
}

extension Enforcement {
    /// The verdict for a device whose target this is.
    public func verdict(for device: DeviceFacts, in context: ExplainContext) -> Verdict {
        var verdict = Verdict(
            state == .rejected ? .no : state == .done ? .yes : .notYet, reason, since: since, evidence: [evidence],
            next: expectation(context), causes: causes(device, context), details: details(device))
        if state == .done, let installed = device.installed { verdict.evidence.append(installed.evidence) }
        return verdict
    }

    private var reason: Reason {
        state == .done ? .current : Reason(rawValue: state.rawValue) ?? .withdrawn
    }

    private func details(_ device: DeviceFacts) -> [String: String] {
        var details = ["target": target.name, "deadline": "\(deadline)", "state": state.rawValue]
        details["installed"] = device.installed?.value.name
        details["failureCount"] = failure.map { String($0.count) }
        details["failureReason"] = failure?.reason
        details["refusal"] = refusals.first.map { $0.text.isEmpty ? $0.code : $0.text }
        return details
    }

    private func expectation(_ context: ExplainContext) -> Expectation? {
        switch state {
        case .planned: Expectation(.offer, by: context.now)
        case .offered: Expectation(.fetchDeclaration, by: context.nextPush)
        case .delivered: Expectation(.reportDeclaration, by: since + Limits.dailyContact)
        case .accepted: Expectation(.startDownload, by: since + Limits.dailyContact)
        case .waiting, .downloading: Expectation(.finishDownload, by: deadline.latestInstant, byLocal: deadline)
        case .prepared: Expectation(.install, by: deadline.latestInstant, byLocal: deadline)
        case .installing: Expectation(.reportNewVersion, by: since + Limits.installation)
        case .failing: Expectation(.retryInstall, by: since + Limits.retry)
        case .satisfied: Expectation(.reportNewVersion, by: context.nextPush)
        case .rejected: nil
        case .done, .withdrawn: Expectation(.removeDeclaration, by: context.nextPush)
        case .closed: nil
        }
    }

    private func causes(_ device: DeviceFacts, _ context: ExplainContext) -> [Cause] {
        var causes: [Cause] = []
        if context.unappliedReports > 0 { causes.append(Cause(.reportUnapplied, .upgradeServer)) }
        if context.pushRefusal != nil { causes.append(Cause(.pushRefused, .checkPush)) }
        switch state {
        case .offered, .done, .withdrawn: causes.append(Cause(.deviceOffline, .connectDevice))
        case .delivered, .accepted, .waiting, .downloading, .satisfied:
            causes.append(Cause(.deviceOffline, .waitForDevice))
        case .prepared: causes += [Cause(.userDecides, .askUser)] + missingBootstrapToken(device)
        case .installing: causes.append(Cause(.deviceOffline, .waitForDevice))
        case .failing:
            causes.append(Cause(.failureReported, .freeSpaceAndPower, evidence: [evidence]))
            causes += missingBootstrapToken(device)
        case .rejected: causes.append(Cause(.declarationRefused, .reviewDeclaration, evidence: [evidence]))
        case .planned, .closed: break
        }
        return causes
    }

    /// A Mac needs its bootstrap token, or somebody at its keyboard, to install (reference 3.2).
    private func missingBootstrapToken(_ device: DeviceFacts) -> [Cause] {
        device.isMac == true && device.bootstrapToken.escrowedAt == nil
            ? [Cause(.bootstrapTokenMissing, .escrowBootstrapToken)] : []
    }
}
