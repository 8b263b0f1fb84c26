/// Thresholds for suspicion. Apple publishes none (reference 3.2, 10); these say when a cause is worth naming, never that it
/// is one.
enum Suspicion {
    /// Free space in GB below which a full disk is likely: a major update with room to unpack it.
    static let freeSpace = 25.0
    /// Battery level, 0 to 1, below which a device may wait for power.
    static let batteryLevel = 0.5
}

/// What is known that could hold a device up, clue by clue; each is empty where nothing points to it.
struct Clues {
    let device: DeviceFacts
    let context: ExplainContext
    let failure: UpdateFailure?
    /// What led into the present state.
    let evidence: Evidence

    var unappliedReport: [Cause] { cause(.reportUnapplied, .upgradeServer, context.unappliedReport) }
    var targetMissing: [Cause] { cause(.targetMissing, .waitForFeed, context.targetMissing) }
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
        return isSilent ? offline : []
    }

    /// The device has told what it holds, and our declaration is not among it.
    func notHeld(since: Instant) -> [Cause] {
        guard let held = device.declarations, held.at >= since, let ours = context.declaration,
            !held.value.contains(where: { $0.identifier == ours })
        else { return [] }
        return [Cause(.declarationMissing, .waitForDevice, evidence: [held.evidence])]
    }

    /// Why the declaration is being taken away, where that was nobody's wish.
    func withdrawal(_ outcome: EnforcementOutcome?) -> [Cause] {
        let why: [Cause] =
            switch outcome {
            case .unavailable: [Cause(.targetMissing, .choosePlanVersion, evidence: [evidence])]
            case .ineligible: DeviceGates.judge(device).cause(or: evidence)
            default: []
            }
        guard let state = device.installState, state.value == .installing else { return why }
        return why + [Cause(.cannotRecall, .waitForDevice, evidence: [state.evidence])]
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

    /// A Mac without a battery reports a level of nothing at all.
    var power: [Cause] {
        guard let level = device.batteryLevel, level.value > 0, level.value < Suspicion.batteryLevel else { return [] }
        return [Cause(.lowPower, .connectPower, evidence: [level.evidence])]
    }

    /// Who decides before the deadline. Apple reports no authorisation; `install-tonight` is evidence that the user agreed,
    /// and a passcode means that the user may have to enter it (reference 3.2).
    var user: [Cause] {
        if let reason = device.installReason, reason.value.reasons.contains("install-tonight") {
            return [Cause(.userAgreed, .waitForDevice, evidence: [reason.evidence])]
        }
        guard let passcode = device.passcodeInTheWay else {
            return [Cause(.userDecides, .askUser, evidence: [evidence])]
        }
        return [Cause(.passcodeNeeded, .enterPasscode, evidence: [passcode])]
    }

    var expiredPasscode: [Cause] { cause(.passcodeNotEntered, .enterPasscode, device.passcodeInTheWay) }

    /// A Mac with Apple silicon needs its bootstrap token, or somebody at its keyboard, to install (reference 3.2).
    var bootstrapToken: [Cause] {
        guard device.needsBootstrapToken else { return [] }
        if let use = device.bootstrapTokenUse, use.value == "disallowed" {
            return [Cause(.bootstrapTokenRefused, .escrowBootstrapToken, evidence: [use.evidence])]
        }
        guard device.bootstrapToken.escrowedAt == nil else { return [] }
        let asked = device.bootstrapToken.lastMissedAt.map { [Evidence(.checkIn, at: $0, ref: "GetBootstrapToken")] }
        return [Cause(.bootstrapTokenMissing, .escrowBootstrapToken, evidence: asked ?? lastContact)]
    }

    /// The device's own words are a hint, never more (reference 4: the reason is free text).
    var failureText: [Cause] {
        let words = Set((failure?.reason ?? "").lowercased().split { !$0.isLetter }.map(String.init))
        let hints = FailureHint.all.filter { !words.isDisjoint(with: $0.words) }.map { hint in
            hint.isAuthorisation && device.isMac != true
                ? Cause(.passcodeNotEntered, .enterPasscode, evidence: [evidence])
                : Cause(hint.reason, hint.wayOut, evidence: [evidence])
        }
        // A token that was never escrowed can't have been refused.
        let isMissing = device.needsBootstrapToken && device.bootstrapToken.escrowedAt == nil
        return hints.filter { !(isMissing && $0.reason == .bootstrapTokenRefused) }
            + [Cause(.failureReported, .freeSpaceAndPower, evidence: [evidence])]
    }
}

/// What words of a failure's reason point to.
private struct FailureHint {
    let words: Set<String>
    let reason: Reason
    let wayOut: WayOut

    var isAuthorisation: Bool { reason == .bootstrapTokenRefused }

    static let all = [
        FailureHint(words: ["space", "disk", "storage"], reason: .lowDisk, wayOut: .freeSpace),
        FailureHint(
            words: ["battery", "power", "charge", "charger", "charging"], reason: .lowPower, wayOut: .connectPower),
        FailureHint(
            words: ["network", "connection", "internet", "offline", "wifi"], reason: .noNetwork,
            wayOut: .connectNetwork),
        FailureHint(
            words: [
                "auth", "authentication", "authorization", "authorize", "authorized", "token", "password", "passcode",
                "credential", "credentials",
            ], reason: .bootstrapTokenRefused, wayOut: .escrowBootstrapToken),
    ]
}

extension DeviceFacts {
    /// The evidence of a passcode that the user may have to enter before an update is installed.
    var passcodeInTheWay: Evidence? {
        guard isMac != true, let hasPasscode, hasPasscode.value else { return nil }
        return hasPasscode.evidence
    }

    /// A Mac that is not known to install without its bootstrap token.
    var needsBootstrapToken: Bool {
        isMac == true && bootstrapTokenRequired?.value != false && isAppleSilicon?.value != false
    }
}

extension GateAnswer {
    /// The shut gate as a cause, with its own evidence or other.
    fileprivate func cause(or evidence: Evidence) -> [Cause] {
        guard let shut = verdict, let wayOut = shut.reason.wayOut else { return [] }
        return [Cause(shut.reason, wayOut, evidence: shut.evidence.isEmpty ? [evidence] : shut.evidence)]
    }
}
