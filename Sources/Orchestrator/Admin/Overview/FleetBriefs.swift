import RatchetCore
import Storage

/// Every device's verdict in short, judged once for all devices that are alike.
struct FleetBriefs {
    /// What a verdict comes down to.
    struct Brief: Hashable {
        let answer: Verdict.Answer
        let reason: Reason
    }

    /// Every device, by number.
    let devices: [FleetSituations.Device]
    private let planner: Planner
    private let now: Instant
    private let coverage: PlanCoverage
    private let open: [DeviceID: EnforcementState]
    private(set) var table: FleetTable
    private var known: [PlanningFacts: Brief] = [:]
    /// Why devices in a situation can be told nothing, by its number.
    private let shut: [Reason?]

    init(_ store: inout StoreTransaction, _ context: StepContext) throws {
        (planner, now) = (try context.planner(&store), context.now)
        let fleet = try context.situations.fleet(&store)
        (devices, table) = (fleet.devices, fleet.table)
        shut = fleet.table.situations.map(\.shut)
        coverage = try PlanCoverage(&store)
        open = try store.openEnforcementStates()
    }

    /// The state of the device's open enforcement.
    func state(of device: FleetSituations.Device) -> EnforcementState? { open[device.id] }

    /// What the device's verdict comes down to.
    mutating func brief(of device: FleetSituations.Device) -> Brief {
        if let state = open[device.id] { return Brief(answer: state.answer, reason: state.reason) }
        let policy = table.number(plans: coverage.plans(covering: device.id))
        let facts = table.facts(in: device.situation, under: policy)
        if let brief = known[facts] { return brief }
        let brief =
            switch planner.decide(facts, of: table, now: now) {
            case .wants: Brief(answer: .notYet, reason: .planned)
            case .rests(let verdict): Brief(answer: verdict.answer, reason: verdict.reason)
            }
        known[facts] = brief
        return brief
    }

    /// Why the device can't go on; nil while it can, or has nowhere to go.
    mutating func hold(on device: FleetSituations.Device) -> Reason? {
        if let reason = shut[Int(device.situation)] { return reason }
        let brief = brief(of: device)
        return brief.answer == .no ? brief.reason : nil
    }
}
