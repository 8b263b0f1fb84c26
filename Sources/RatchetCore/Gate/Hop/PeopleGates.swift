/// (G6) A major product package waits for the appliance's turn in the rollout calendar.
public struct TurnGate: HopGate {
    public let rule: Rule? = .G6
    public init() {}

    public func judge(_ situation: HopSituation, _ hop: PlannedHop) -> Verdict? {
        guard hop.isMajor else { return nil }
        guard let turn = situation.turn.turn else {
            return Verdict(.no, .turnNotSet, details: ["package": hop.package.text])
        }
        guard situation.now < turn else { return nil }
        return Verdict(
            .notYet, .turnNotCome, evidence: [Evidence(.calendar, at: turn, ref: "turn")],
            next: Expectation(.turnComes, by: turn), details: ["package": hop.package.text, "turn": turn.description])
    }
}

/// (G6) And for a maintenance contract that is valid on the day.
public struct ContractGate: HopGate {
    public let rule: Rule? = .G6
    public init() {}

    public func judge(_ situation: HopSituation, _ hop: PlannedHop) -> Verdict? {
        let turn = situation.turn
        guard turn.lacksContract(for: hop, at: situation.now) else { return nil }
        return Verdict(
            .no, .contractMissing,
            details: ["package": hop.package.text, "until": turn.contract?.until.description ?? "-"])
    }
}

extension TurnSituation {
    /// Whether no contract is valid on the day of that moment.
    func lacksContract(for hop: PlannedHop, at moment: Instant) -> Bool {
        hop.isMajor && contract?.isValid(on: zone.local(moment).date) != true
    }

    /// Before what a hop can't begin: the turn, and the contract's first day where that is later.
    func earliest(for hop: PlannedHop) -> Instant? {
        guard hop.isMajor, let turn else { return nil }
        return max(turn, contract?.from.map { zone.start(of: $0) } ?? turn)
    }

    /// What only a person can mend about a hop that is to begin at that moment.
    func refusal(of hop: PlannedHop, at moment: Instant) -> Reason? {
        if hop.isMajor, turn == nil { return .turnNotSet }
        return lacksContract(for: hop, at: moment) ? .contractMissing : nil
    }
}

/// (G4) The impact is shown and this very path approved, by somebody else than its planner where policy asks.
public struct ApprovalGate: HopGate {
    public let rule: Rule? = .G4
    public init() {}

    public func judge(_ situation: HopSituation, _ hop: PlannedHop) -> Verdict? {
        let upgrade = situation.upgrade
        let needsSecond = situation.policy.needsSecondPerson && situation.appliance.role == .production
        guard needsSecond else { return nil }
        guard let approval = upgrade.approval else {
            return Verdict(.no, .approvalMissing, since: upgrade.plannedAt, details: ["who": upgrade.plannedBy])
        }
        if approval.key != upgrade.approvalKey {
            return Verdict(
                .no, .approvalLapsed, since: approval.at,
                evidence: [Evidence(.person, at: approval.at, ref: approval.by)], details: ["who": approval.by])
        }
        guard approval.by != upgrade.plannedBy else {
            return Verdict(
                .no, .approvalMissing, since: approval.at,
                evidence: [Evidence(.person, at: approval.at, ref: approval.by)], details: ["who": upgrade.plannedBy])
        }
        return nil
    }
}

/// (G5) A test appliance has installed the same packages, with the same digests, in the same order: all hops still to do.
public struct TestRunGate: HopGate {
    public let rule: Rule? = .G5
    public init() {}

    public func judge(_ situation: HopSituation, _ hop: PlannedHop) -> Verdict? {
        guard situation.appliance.role == .production else { return nil }
        let wanted = situation.upgrade.hopsToDo
        if let undigested = wanted.first(where: { $0.sha256 == nil }) {
            return Verdict(
                .no, .testRunUnprovable, details: ["package": undigested.package.text])
        }
        let steps = wanted.map { TestRun.Step($0.package, sha256: $0.sha256) }
        if situation.testRuns.contains(where: { $0.steps.containsRun(steps) }) { return nil }
        return Verdict(
            .no, .testRunMissing, details: ["packages": wanted.map(\.package.text).joined(separator: ", ")])
    }
}

extension Array where Element: Equatable {
    /// Whether `run` stands in it, without anything between.
    func containsRun(_ run: [Element]) -> Bool {
        guard !run.isEmpty else { return true }
        guard count >= run.count else { return false }
        return (0...(count - run.count)).contains { self[$0..<($0 + run.count)].elementsEqual(run) }
    }
}
