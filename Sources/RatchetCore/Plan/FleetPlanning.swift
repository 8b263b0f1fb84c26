extension Planner {
    /// The answer for every device of a group, as `decide(plans:for:current:now:)` gives it for each one, but without what
    /// is one device's own (`PlanJudgement.shared`).
    public func decide(_ group: FleetGroups.Group, of table: FleetTable, now: Instant) -> PlanJudgement {
        decide(group.facts, of: table, now: now)
    }

    /// The answer for every device with these facts, without what is one device's own.
    public func decide(_ facts: PlanningFacts, of table: FleetTable, now: Instant) -> PlanJudgement {
        let policy = table.policy(facts.policy)
        let example = table.situation(facts.situation).example
        return decide(plans: policy.plans, for: example, current: policy.current, now: now).shared
    }

    /// What every plan says about every device with these facts, the winner first.
    public func standings(_ facts: PlanningFacts, of table: FleetTable, now: Instant) -> [PlanStanding] {
        let policy = table.policy(facts.policy)
        let example = table.situation(facts.situation).example
        return standings(plans: policy.plans, for: example, current: policy.current, now: now)
    }

    /// What `plan` says about every device in a situation, without what is one device's own.
    public func judge(_ plan: Plan, for situation: Situation, now: Instant) -> PlanJudgement {
        judge(plan, for: situation.example, now: now).shared
    }
}

extension PlanJudgement {
    /// Without what is one device's own: the evidence, and since when it is so.
    public var shared: PlanJudgement {
        guard case .rests(var verdict) = self else { return self }
        (verdict.since, verdict.evidence) = (nil, [])
        for index in verdict.causes.indices { verdict.causes[index].evidence = [] }
        return .rests(verdict)
    }
}
