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
    let devices: [DeviceRevision]
    private let planner: Planner
    private let now: Instant
    private let coverage: PlanCoverage
    private let open: [DeviceID: EnforcementState]
    private(set) var situations: Situations
    private var known: [PlanningFacts: Brief] = [:]
    private var knownUnderPlan: [PlanningFacts: Brief] = [:]
    /// Why devices in a situation can be told nothing, by its number.
    private var shut: [UInt32: Reason?] = [:]

    init(_ store: inout StoreTransaction, _ context: StepContext) throws {
        (planner, now) = (try context.planner(&store), context.now)
        devices = try store.deviceRevisions()
        situations = context.caches.situations.known
        coverage = try PlanCoverage(&store)
        open = try store.openEnforcementStates()
    }
    /// The state of the device's open enforcement.
    func state(of device: DeviceRevision) -> EnforcementState? { open[device.id] }

    /// What the device's verdict comes down to; nil where the device is gone. Nothing is read of a device that has an open
    /// enforcement.
    mutating func brief(of device: DeviceRevision, _ store: inout StoreTransaction) throws -> Brief? {
        if let state = open[device.id] { return Brief(answer: state.answer, reason: state.reason) }
        guard let situation = try situations.number(of: device, &store) else { return nil }
        let policy = situations.table.number(plans: coverage.plans(covering: device.id))
        let facts = situations.table.facts(in: situation, under: policy)
        if let brief = known[facts] { return brief }
        let brief =
            switch planner.decide(facts, of: situations.table, now: now) {
            case .wants: Brief(answer: .notYet, reason: .planned)
            case .rests(let verdict): Brief(answer: verdict.answer, reason: verdict.reason)
            }
        known[facts] = brief
        return brief
    }

    /// What the device's verdict comes down to for somebody who asks about one plan, always the same: where another plan comes
    /// first, that is the reason, and where this one has nothing to do, why not. Nil where the device is gone.
    mutating func brief(
        of device: DeviceRevision, under plan: Plan, isFollowed: Bool, _ store: inout StoreTransaction
    ) throws -> Brief? {
        if isFollowed || plan.state != .active { return try brief(of: device, &store) }
        guard let situation = try situations.number(of: device, &store) else { return nil }
        let current = open[device.id] == nil ? nil : try store.openEnforcement(of: device.id)
        let policy = situations.table.number(plans: coverage.plans(covering: device.id), current: current)
        let facts = situations.table.facts(in: situation, under: policy)
        if let brief = knownUnderPlan[facts] { return brief }
        let standings = planner.standings(facts, of: situations.table, now: now)
        let brief: Brief? =
            switch standings.first(where: { $0.plan.id == plan.id })?.standing {
            case .outranked: Brief(answer: .notYet, reason: .otherPlan)
            case .rests(let verdict): Brief(answer: verdict.answer, reason: verdict.reason)
            case .wins, nil: try brief(of: device, &store)
            }
        knownUnderPlan[facts] = brief
        return brief
    }

    /// The device's situation, with why it can't go on; no reason while it can, or has nowhere to go. Nil where it is gone.
    mutating func hold(
        on device: DeviceRevision, _ store: inout StoreTransaction
    ) throws -> (situation: UInt32, reason: Reason?)? {
        guard let situation = try situations.number(of: device, &store) else { return nil }
        if let reason = reasonShut(situation) { return (situation, reason) }
        let brief = try brief(of: device, &store)
        return (situation, brief?.answer == .no ? brief?.reason : nil)
    }

    private mutating func reasonShut(_ situation: UInt32) -> Reason? {
        if let known = shut[situation] { return known }
        let reason = situations.table.situation(situation).shut
        shut[situation] = .some(reason)
        return reason
    }
}
