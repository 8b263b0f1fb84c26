/// (D1) A frozen appliance is left alone.
public struct FreezeGate: HopGate {
    public let rule: Rule? = .D1
    public init() {}

    public func judge(_ situation: HopSituation, _ hop: PlannedHop) -> Verdict? {
        guard let freeze = situation.appliance.freeze else { return nil }
        return Verdict(
            .no, .applianceFrozen, since: freeze.at,
            evidence: [Evidence(.hop, at: freeze.at, ref: freeze.package.text)],
            details: ["package": freeze.package.text, "why": freeze.reason])
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
        guard let pause = situation.upgrade.pause else { return nil }
        let reason: Reason =
            switch pause.cause {
            case .person: .upgradePaused
            case .observedChange: .changedByOthers
            case .noPath: .noPath
            }
        return Verdict(.no, reason, since: pause.at, evidence: [pause.evidence], details: ["why": pause.why])
    }
}
