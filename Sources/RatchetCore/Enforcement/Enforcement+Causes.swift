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
        let clues = Clues(device: device, context: context, failure: failure)
        let common = clues.unappliedReport + clues.targetMissing(state)
        switch state {
        case .planned, .closed: return common
        case .offered, .unreachable, .done, .withdrawn: return common + clues.pushRefused + clues.offline
        case .delivered, .accepted: return common + clues.stalled(self) + clues.silent
        case .waiting, .downloading:
            return common + clues.disk + clues.power + clues.stalled(self) + clues.silent
        case .prepared: return common + clues.user + clues.bootstrapToken
        case .pastDue:
            return common + clues.bootstrapToken + clues.expiredPasscode + clues.disk + clues.power + clues.silent
        case .installing, .installingSilent: return common + clues.pushRefused + clues.silent
        case .failing, .blocked:
            return common + clues.failureText(evidence) + clues.bootstrapToken + clues.disk + clues.power
        case .satisfied: return common + clues.silent
        case .rejected: return common + [Cause(.declarationRefused, .reviewDeclaration, evidence: [evidence])]
        }
    }
}

/// What is known that could hold a device up, clue by clue; each is empty where nothing points to it.
private struct Clues {
    let device: DeviceFacts
    let context: ExplainContext
    let failure: UpdateFailure?

    var unappliedReport: [Cause] { context.unappliedReports > 0 ? [Cause(.reportUnapplied, .upgradeServer)] : [] }

    func targetMissing(_ state: EnforcementState) -> [Cause] {
        context.isTargetMissing && state.isDeclared ? [Cause(.targetMissing, .checkLookup)] : []
    }

    var pushRefused: [Cause] { context.pushRefusal == nil ? [] : [Cause(.pushRefused, .checkPush)] }

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
            return [Cause(.userDecides, .askUser)]
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
        return device.bootstrapToken.escrowedAt == nil ? [Cause(.bootstrapTokenMissing, .escrowBootstrapToken)] : []
    }

    /// The device's own words are a hint, never more (reference 4: the reason is free text).
    func failureText(_ evidence: Evidence) -> [Cause] {
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
