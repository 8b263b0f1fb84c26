/// Thresholds for suspicion. Apple publishes none (reference 3.2, 10); these say when a cause is worth naming, never that it
/// is one.
enum Suspicion {
    /// Free space in GB below which a full disk is likely: a major update with room to unpack it.
    static let freeSpace = 25.0
    /// Battery level, 0 to 1, below which a device may wait for power.
    static let batteryLevel = 0.5
}

extension Enforcement {
    /// The likely causes, most likely first, each named once, with its evidence and its way out.
    func causes(_ device: DeviceFacts, _ context: ExplainContext) -> [Cause] {
        suspected(device, context).reduce(into: []) { causes, cause in
            if !causes.contains(where: { $0.reason == cause.reason }) { causes.append(cause) }
        }
    }

    private func suspected(_ device: DeviceFacts, _ context: ExplainContext) -> [Cause] {
        let clues = Clues(device: device, context: context, failure: failure, evidence: evidence)
        let first = clues.unappliedReport + (state.isDeclared ? clues.targetMissing : [])
        return first + likely(clues) + (state.isLive ? clues.otherPlan : [])
    }

    private func likely(_ clues: Clues) -> [Cause] {
        switch state {
        case .planned, .closed: []
        case .offered, .unreachable, .done, .withdrawn: clues.pushRefused + clues.offline
        case .delivered, .accepted: clues.stalled(self) + clues.silent + clues.pushRefused
        case .waiting, .downloading:
            clues.disk + clues.power + clues.stalled(self) + clues.silent + clues.pushRefused
        case .prepared: clues.user + clues.bootstrapToken
        case .pastDue: clues.bootstrapToken + clues.disk + clues.power + clues.expiredPasscode + clues.silent
        case .installing, .installingSilent, .satisfied: clues.pushRefused + clues.silent
        case .failing, .blocked: clues.failureText + clues.bootstrapToken + clues.disk + clues.power
        case .rejected: [Cause(.declarationRefused, .reviewDeclaration, evidence: [evidence])]
        }
    }
}

/// What is known that could hold a device up, clue by clue; each is empty where nothing points to it.
private struct Clues {
    let device: DeviceFacts
    let context: ExplainContext
    let failure: UpdateFailure?
    /// What led into the present state.
    let evidence: Evidence

    var unappliedReport: [Cause] { cause(.reportUnapplied, .upgradeServer, context.unappliedReport) }
    var targetMissing: [Cause] { cause(.targetMissing, .checkLookup, context.targetMissing) }
    var pushRefused: [Cause] { cause(.pushRefused, .checkPush, context.pushRefusal) }
    var otherPlan: [Cause] { cause(.otherPlan, .reviewPlans, context.outrankedPlan) }

    private func cause(_ reason: Reason, _ wayOut: WayOut, _ evidence: Evidence?) -> [Cause] {
        evidence.map { [Cause(reason, wayOut, evidence: [$0])] } ?? []
    }

    private var lastContact: [Evidence] {
        context.lastContact.map { [Evidence(.checkIn, at: $0, ref: "last contact")] } ?? []
    }

    /// For a device that has to come: asleep, off, or without a network.
    var offline: [Cause] { [Cause(.deviceOffline, .connectDevice, evidence: lastContact)] }

    /// For a device that works by itself: worth a look only when it has been silent for more than a day.
    var silent: [Cause] {
        let isSilent = context.lastContact.map { context.now >= $0 + ContactRhythm.daily } ?? false
        return [Cause(.deviceOffline, isSilent ? .connectDevice : .waitForDevice, evidence: lastContact)]
    }

    func stalled(_ enforcement: Enforcement) -> [Cause] {
        guard let stalledAt = enforcement.stalledAt else { return [] }
        return [
            Cause(
                .stalled, .connectNetwork,
                evidence: [Evidence(.timer, at: stalledAt, ref: enforcement.state.rawValue)])
        ]
    }

    var disk: [Cause] {
        guard let free = device.availableCapacity, free.value < Suspicion.freeSpace else { return [] }
        return [Cause(.lowDisk, .freeSpace, evidence: [free.evidence])]
    }

    var power: [Cause] {
        guard let level = device.batteryLevel, (0..<Suspicion.batteryLevel).contains(level.value) else { return [] }
        return [Cause(.lowPower, .connectPower, evidence: [level.evidence])]
    }

    /// Who decides before the deadline. Apple reports no authorisation; `install-tonight` is evidence that the user agreed,
    /// and a passcode means that the user may have to enter it (reference 3.2).
    var user: [Cause] {
        if let reason = device.installReason, reason.value.reasons.contains("install-tonight") {
            return [Cause(.userAgreed, .waitForDevice, evidence: [reason.evidence])]
        }
        guard device.isMac != true, let passcode = device.hasPasscode, passcode.value else {
            return [Cause(.userDecides, .askUser, evidence: [evidence])]
        }
        return [Cause(.passcodeNeeded, .enterPasscode, evidence: [passcode.evidence])]
    }

    var expiredPasscode: [Cause] {
        guard device.isMac != true, let passcode = device.hasPasscode, passcode.value else { return [] }
        return [Cause(.passcodeNotEntered, .enterPasscode, evidence: [passcode.evidence])]
    }

    /// A Mac needs its bootstrap token, or somebody at its keyboard, to install (reference 3.2).
    var bootstrapToken: [Cause] {
        guard device.isMac == true else { return [] }
        if let use = device.bootstrapTokenUse, use.value == "disallowed" {
            return [Cause(.bootstrapTokenRefused, .escrowBootstrapToken, evidence: [use.evidence])]
        }
        guard device.bootstrapToken.escrowedAt == nil else { return [] }
        return [Cause(.bootstrapTokenMissing, .escrowBootstrapToken, evidence: lastContact)]
    }

    /// The device's own words are a hint, never more (reference 4: the reason is free text).
    var failureText: [Cause] {
        let text = (failure?.reason ?? "").lowercased()
        let hints: [(words: [String], cause: Cause)] = [
            (["space", "disk", "storage"], Cause(.lowDisk, .freeSpace, evidence: [evidence])),
            (["battery", "power", "charge"], Cause(.lowPower, .connectPower, evidence: [evidence])),
            (["network", "connection", "offline"], Cause(.noNetwork, .connectNetwork, evidence: [evidence])),
            (
                ["auth", "token", "password"],
                Cause(.bootstrapTokenRefused, .escrowBootstrapToken, evidence: [evidence])
            ),
        ]
        let hinted = hints.filter { $0.words.contains(where: text.contains) }.map(\.cause)
        return hinted + [Cause(.failureReported, .freeSpaceAndPower, evidence: [evidence])]
    }
}
