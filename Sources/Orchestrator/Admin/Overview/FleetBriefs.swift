import RatchetCore
import Storage

/// Every device's verdict in short, judged once for all devices that are alike.
struct FleetBriefs {
    /// What a verdict comes down to.
    struct Brief: Hashable {
        let answer: Verdict.Answer
        let reason: Reason
    }

    private let planner: Planner
    private let now: Instant
    private let hasPlans: Bool
    private let open: [DeviceID: EnforcementState]
    private var table = FleetTable()
    private var known: [PlanningFacts: Brief] = [:]
    private var knownUnderPlan: [PlanningFacts: Brief] = [:]

    init(_ planner: Planner, _ store: inout StoreTransaction, now: Instant) throws {
        (self.planner, self.now) = (planner, now)
        hasPlans = try store.activePlanCount() > 0
        open = try store.openEnforcementStates()
    }

    /// The state of the device's open enforcement.
    func state(of device: DeviceRow) -> EnforcementState? { open[device.id] }

    /// What the device's verdict comes down to.
    mutating func brief(of device: DeviceRow, _ store: inout StoreTransaction) throws -> Brief {
        if let state = open[device.id] { return Brief(answer: state.answer, reason: state.reason) }
        let plans = hasPlans ? try store.activePlans(covering: device.id) : []
        let facts = table.facts(of: device.facts, under: table.number(plans: plans))
        if let brief = known[facts] { return brief }
        let brief =
            switch planner.decide(plans: plans, for: device.facts, now: now) {
            case .wants: Brief(answer: .notYet, reason: .planned)
            case .rests(let verdict): Brief(answer: verdict.answer, reason: verdict.reason)
            }
        known[facts] = brief
        return brief
    }

    /// What the device's verdict comes down to for somebody who asks about one plan, always the same: where another plan comes
    /// first, that is the reason, and where this one has nothing to do, why not.
    mutating func brief(
        of device: DeviceRow, under plan: Plan, isFollowed: Bool, _ store: inout StoreTransaction
    ) throws -> Brief {
        if isFollowed || plan.state != .active { return try brief(of: device, &store) }
        let current = open[device.id] == nil ? nil : try store.openEnforcement(of: device.id)
        let plans = try store.activePlans(covering: device.id)
        let facts = table.facts(of: device.facts, under: table.number(plans: plans, current: current))
        if let brief = knownUnderPlan[facts] { return brief }
        let standings = planner.standings(plans: plans, for: device.facts, current: current, now: now)
        let brief =
            switch standings.first(where: { $0.plan.id == plan.id })?.standing {
            case .outranked: Brief(answer: .notYet, reason: .otherPlan)
            case .rests(let verdict): Brief(answer: verdict.answer, reason: verdict.reason)
            case .wins, nil: try brief(of: device, &store)
            }
        knownUnderPlan[facts] = brief
        return brief
    }

    /// Why the device can't go on; nil while it can, or has nowhere to go.
    mutating func hold(on device: DeviceRow, _ store: inout StoreTransaction) throws -> Reason? {
        if let shut = DeviceGates.judge(device.facts).verdict { return shut.reason }
        let brief = try brief(of: device, &store)
        return brief.answer == .no ? brief.reason : nil
    }
}
