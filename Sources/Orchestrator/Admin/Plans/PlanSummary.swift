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
