public import RatchetCore
import Storage

/// A plan as it is shown.
public struct PlanSummary: Sendable, Equatable {
    public let plan: Plan
    /// Nil unless the plan is for a group.
    public let group: GroupSummary?
    /// How many of its enforcements are in each state; `closed` ones by their outcome are in `ended`.
    public let open: [EnforcementState: Int]
    public let ended: [EnforcementOutcome: Int]

    /// How many devices may be installing its target now: a plan that is cancelled can't recall them.
    public var installing: Int { open.filter { $0.key.isInstalling }.values.reduce(0, +) }
}

/// A plan with what it does to each device that it covers now.
public struct PlanDetails: Sendable, Equatable {
    /// How many devices have one verdict.
    public struct VerdictCount: Sendable, Equatable {
        public let answer: Verdict.Answer
        public let reason: Reason
        public var devices: Int
    }

    public let summary: PlanSummary
    /// How many devices it covers now.
    public let total: Int
    /// The most devices first.
    public let verdicts: [VerdictCount]
    /// By number, at most `AdminLimits.page`.
    public let devices: [JudgedDevice]
}

extension PlanSummary {
    init(_ plan: Plan, _ counts: [PlanEnforcementCount], _ store: inout StoreTransaction) throws {
        var (open, ended): ([EnforcementState: Int], [EnforcementOutcome: Int]) = ([:], [:])
        for count in counts where count.plan == plan.id {
            if count.state == .closed {
                if let outcome = count.outcome { ended[outcome, default: 0] += count.count }
            } else {
                open[count.state, default: 0] += count.count
            }
        }
        var group: GroupSummary?
        if case .group(let id) = plan.scope { group = try store.findGroup(id.text).map(GroupSummary.init) }
        self.init(plan: plan, group: group, open: open, ended: ended)
    }
}

extension PlanDetails {
    init(_ plan: Plan, _ store: inout StoreTransaction, _ context: StepContext) throws {
        let judge = try DeviceJudge(&store, context)
        var (devices, verdicts, total): ([JudgedDevice], [Reason: VerdictCount], Int) = ([], [:], 0)
        try store.forEachDevice(in: plan.scope) { row, store in
            let judged = try judge.judged(row, under: plan, &store)
            let (answer, reason) = (judged.verdict.answer, judged.verdict.reason)
            verdicts[reason, default: VerdictCount(answer: answer, reason: reason, devices: 0)].devices += 1
            total += 1
            if devices.count < AdminLimits.page { devices.append(judged) }
        }
        self.init(
            summary: try PlanSummary(plan, try store.enforcementCountsByPlan(), &store), total: total,
            verdicts: verdicts.values.sorted { ($1.devices, $0.reason.rawValue) < ($0.devices, $1.reason.rawValue) },
            devices: devices.sorted { $0.device.number < $1.device.number })
    }
}
