/// What one plan says about one device.
public enum PlanJudgement: Sendable, Equatable {
    /// Install this by then.
    case wants(PlannedTarget)
    /// Nothing to install, or not now; the verdict says why.
    case rests(Verdict)
}

/// Where one plan stands for one device.
public struct PlanStanding: Sendable, Equatable {
    public enum Standing: Sendable, Equatable {
        /// Its target is the device's.
        case wins(PlannedTarget)
        /// Another plan's target is the device's; this one takes over when that ends.
        case outranked(PlannedTarget)
        case rests(Verdict)
    }

    public let plan: Plan
    public let standing: Standing

    /// `wins`, `outranked`, `rests`.
    public var word: String {
        switch standing {
        case .wins: "wins"
        case .outranked: "outranked"
        case .rests: "rests"
        }
    }
}

/// A target with the deadline that it would get if it were offered now.
public struct PlannedTarget: Sendable, Equatable {
    public let plan: Plan
    public let target: Target
    public let deadline: LocalDateTime
    public let row: CatalogRow
}

/// Decides, for one device, which of its plans counts and what it asks for.
public struct Planner: Sendable {
    public let catalog: Catalog
    public let notice: MinimumNotice

    public init(catalog: Catalog, notice: MinimumNotice) {
        (self.catalog, self.notice) = (catalog, notice)
    }

    /// What `plan` says about a device that has passed its gates or not.
    ///
    /// - Parameter current: the device's live enforcement: where the plan asks for it again, it keeps its deadline,
    ///   which was fixed when it was first offered.
    public func judge(
        _ plan: Plan, for device: DeviceFacts, current: Enforcement? = nil, now: Instant
    ) -> PlanJudgement {
        if let shut = DeviceGates.judge(device).verdict { return .rests(shut) }
        guard let installed = device.installed, let key = device.feedKey else {
            return .rests(Verdict(.notYet, .inventoryPending))
        }
        let choice = TargetChoice.choose(
            rule: plan.rule, installed: installed.value, device: key, catalog: catalog, today: now.utcDate,
            followsImprovements: plan.followsImprovements,
            declared: current.flatMap { $0.plan == plan.id && $0.state.isLive ? $0.target : nil })
        guard case .target(let target, let row, let missedSince) = choice else {
            return .rests(choice.verdict(rule: plan.rule, installed: installed, on: device))
        }
        if let current, current.plan == plan.id, current.target == target, current.state.isLive {
            return .wants(PlannedTarget(plan: plan, target: target, deadline: current.deadline, row: row))
        }
        do {
            var deadline = try plan.deadline.deadline(
                firstSeen: missedSince, offeredAt: now, notice: notice, isUrgent: plan.isUrgent(for: row))
            if let current, current.plan == plan.id, current.state.isLive {
                deadline = min(deadline, notice.soonest(current.deadline, offeredAt: now))
            }
            return .wants(PlannedTarget(plan: plan, target: target, deadline: deadline, row: row))
        } catch {
            return .rests(
                Verdict(
                    .no, .noticeTooShort, evidence: [plan.evidence],
                    causes: [Cause(.noticeTooShort, .moveDeadline, evidence: [plan.evidence])],
                    details: ["deadline": "\(error.deadline)", "earliest": "\(error.earliest)", "target": target.name]))
        }
    }

    /// The one live target of a device (design rule 5), or the verdict of the plan that comes nearest to one.
    public func decide(
        plans: [Plan], for device: DeviceFacts, current: Enforcement? = nil, now: Instant
    ) -> PlanJudgement {
        let judged = plans.sorted(by: Planner.isPreferred).map {
            judge($0, for: device, current: current, now: now)
        }
        let wanted = judged.compactMap { if case .wants(let target) = $0 { target } else { nil } }
        if let winner = wanted.min(by: Planner.wins) { return .wants(winner) }
        if let first = judged.first(where: Planner.isShut) ?? judged.first { return first }
        return .rests(verdictWithoutPlan(for: device, now: now))
    }

    /// What every plan says about a device, the winner first (design rule 5: the losers stay, marked).
    public func standings(
        plans: [Plan], for device: DeviceFacts, current: Enforcement? = nil, now: Instant
    ) -> [PlanStanding] {
        let judged = plans.map { ($0, judge($0, for: device, current: current, now: now)) }
        let wanted = judged.compactMap { if case .wants(let target) = $0.1 { target } else { nil } }
            .sorted(by: Planner.wins)
        let resting = judged.compactMap { plan, judgement -> PlanStanding? in
            if case .rests(let verdict) = judgement { PlanStanding(plan: plan, standing: .rests(verdict)) } else { nil }
        }
        return wanted.enumerated().map { index, target in
            PlanStanding(plan: target.plan, standing: index == 0 ? .wins(target) : .outranked(target))
        } + resting
    }

    /// Higher priority, then higher version, then earlier deadline, then the newer plan.
    static func wins(_ left: PlannedTarget, _ right: PlannedTarget) -> Bool {
        if left.plan.priority != right.plan.priority { return left.plan.priority > right.plan.priority }
        if left.target.version != right.target.version { return left.target.version > right.target.version }
        if left.deadline != right.deadline { return left.deadline < right.deadline }
        return left.plan.number > right.plan.number
    }

    private static func isPreferred(_ left: Plan, _ right: Plan) -> Bool {
        left.priority == right.priority ? left.number > right.number : left.priority > right.priority
    }

    /// A plan that can't proceed says more than one that has nothing to do.
    private static func isShut(_ judgement: PlanJudgement) -> Bool {
        if case .rests(let verdict) = judgement { verdict.answer != .yes } else { false }
    }

    private func verdictWithoutPlan(for device: DeviceFacts, now: Instant) -> Verdict {
        if let shut = DeviceGates.judge(device).verdict { return shut }
        guard let installed = device.installed, let key = device.feedKey else {
            return Verdict(.notYet, .inventoryPending)
        }
        let choice = TargetChoice.choose(
            rule: .latest, installed: installed.value, device: key, catalog: catalog, today: now.utcDate)
        guard case .target(let target, let row, _) = choice else {
            return choice.verdict(rule: .latest, installed: installed, on: device)
        }
        return Verdict(
            .no, .noPlan, evidence: [installed.evidence, row.evidence],
            causes: [Cause(.noPlan, .createPlan, evidence: [row.evidence])],
            details: ["target": target.name, "installed": installed.value.name])
    }
}

extension Plan {
    /// The plan as evidence, since it was made.
    public var evidence: Evidence { Evidence(.plan, at: createdAt, ref: id.text) }
}

extension CatalogRow {
    /// The row as evidence: version and build, since we first saw it.
    public var evidence: Evidence { Evidence(.feed, at: firstSeen, ref: "\(release.version) \(release.build)") }
}

extension TargetChoice {
    /// The verdict of a choice that found no target for a device that runs `installed`.
    func verdict(rule: VersionRule, installed: Known<InstalledOS>, on device: DeviceFacts) -> Verdict {
        let details = ["rule": rule.description, "installed": installed.value.name]
        switch self {
        case .target, .current:
            return Verdict(
                .yes, .current, since: installed.at, evidence: [installed.evidence],
                next: rule.follows ? Expectation(.newRelease) : nil, details: details)
        case .catalogEmpty:
            return .stuck(.notYet, .feedPending, .checkLookup, installed.evidence, details, next: .fetchFeed)
        case .modelNotInFeed:
            let evidence = device.feedKeyEvidence ?? installed.evidence
            return .stuck(.no, .modelNotInFeed, .checkLookup, evidence, details)
        case .notInFeed:
            return .stuck(.notYet, .notInFeed, .choosePlanVersion, installed.evidence, details, next: .newRelease)
        case .expired:
            return .stuck(.no, .releaseExpired, .choosePlanVersion, installed.evidence, details)
        case .needsBuild(let build):
            let builds = ["build": build, "installedBuild": installed.value.build ?? "?"]
            return .stuck(.no, .bsiNeedsBuild, .installBase, installed.evidence, details.merging(builds) { $1 })
        }
    }
}

extension Verdict {
    /// A verdict whose one cause is its own reason.
    fileprivate static func stuck(
        _ answer: Answer, _ reason: Reason, _ wayOut: WayOut, _ evidence: Evidence, _ details: [String: String],
        next: Expectation.Event? = nil
    ) -> Verdict {
        Verdict(
            answer, reason, evidence: [evidence], next: next.map { Expectation($0) },
            causes: [Cause(reason, wayOut, evidence: [evidence])], details: details)
    }
}
