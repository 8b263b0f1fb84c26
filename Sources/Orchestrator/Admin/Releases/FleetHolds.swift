import RatchetCore
import Storage

/// What keeps each device of a fleet from any release, asked device by device and judged once for all that are alike.
struct FleetHolds {
    private let planner: Planner
    private let now: Instant
    private let hasPlans: Bool
    private let open: [DeviceID: EnforcementState]
    private var table = FleetTable()
    private var known: [PlanningFacts: Reason?] = [:]

    init(_ planner: Planner, open enforcements: [Enforcement], now: Instant, _ plans: [Plan]) {
        (self.planner, self.now) = (planner, now)
        hasPlans = plans.contains { $0.state == .active }
        open = Dictionary(
            enforcements.lazy.filter { $0.state != .closed }.map { ($0.device, $0.state) }, uniquingKeysWith: { $1 })
    }

    /// Why the device can't go on, by the reason of its verdict; nil while it can, or has nowhere to go.
    mutating func reason(for device: DeviceRow, _ store: inout StoreTransaction) throws -> Reason? {
        if let shut = DeviceGates.judge(device.facts).verdict { return shut.reason }
        if let state = open[device.id] { return state.answer == .no ? state.reason : nil }
        let plans = hasPlans ? try store.activePlans(covering: device.id) : []
        let facts = table.facts(of: device.facts, under: table.number(plans: plans))
        if let reason = known[facts] { return reason }
        let reason: Reason? =
            switch planner.decide(plans: plans, for: device.facts, now: now) {
            case .wants: nil
            case .rests(let verdict): verdict.answer == .no ? verdict.reason : nil
            }
        known[facts] = .some(reason)
        return reason
    }
}
