/// (D1) A frozen appliance is left alone.
public struct FreezeGate: HopGate {
    public let rule: Rule? = .D1
    public init() {}

    public func judge(_ situation: HopSituation, _ hop: PlannedHop) -> Verdict? {
        situation.appliance.freeze?.verdict
    }
}

extension ApplianceFreeze {
    var verdict: Verdict {
        Verdict(
            .no, .applianceFrozen, since: at, evidence: [Evidence(.hop, at: at, ref: package.text)],
            details: ["package": package.text, "why": reason])
    }
}

/// One command has paused everything.
public struct StandstillGate: HopGate {
    public let rule: Rule? = nil
    public init() {}

    public func judge(_ situation: HopSituation, _ hop: PlannedHop) -> Verdict? {
        guard let standstill = situation.standstill else { return nil }
        return Verdict(
            .no, .allPaused, since: standstill.at,
            evidence: [Evidence(.person, at: standstill.at, ref: standstill.by)],
            details: ["who": standstill.by, "why": standstill.reason])
    }
}

/// The upgrade is paused: by a person, or because its appliance changed without it.
public struct PauseGate: HopGate {
    public let rule: Rule? = nil
    public init() {}

    public func judge(_ situation: HopSituation, _ hop: PlannedHop) -> Verdict? {
        situation.upgrade.pause?.verdict
    }
}

extension UpgradePause {
    var verdict: Verdict {
        let reason: Reason =
            switch cause {
            case .person: .upgradePaused
            case .observedChange: .changedByOthers
            case .noPath: .noPath
            }
        return Verdict(.no, reason, since: at, evidence: [evidence], details: ["why": why])
    }
}
