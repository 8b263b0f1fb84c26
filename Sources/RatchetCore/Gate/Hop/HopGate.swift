/// What must be true before a hop begins; it answers and never throws.
public protocol HopGate: Sendable {
    /// The rule that it carries; nil for the gates that people shut.
    var rule: Rule? { get }
    func judge(_ situation: HopSituation, _ hop: PlannedHop) -> Verdict?
}

/// What one gate said of one hop.
public struct HopGateVerdict: Sendable, Equatable {
    public let rule: Rule?
    /// Nil when it is open.
    public let shut: Verdict?
    public let waiver: Waiver?

    public var isOpen: Bool { shut == nil || waiver != nil }
}

/// The gates that every hop passes, each anew, in the order in which they speak: what a person has stopped, what can't be, whose turn it
/// is, what proves it, what the appliance says, and when.
public enum HopGates {
    public static let all: [any HopGate] = [
        FreezeGate(), StandstillGate(), PauseGate(), EarlierCallGate(), KnownInventoryGate(), PrerequisiteGate(),
        TurnGate(), ContractGate(), ApprovalGate(), TestRunGate(), SoakGate(), HealthGate(), BackupGate(), ExportGate(),
        StagingGate(), DriverGate(), WindowGate(),
    ]

    public static func judge(_ situation: HopSituation) -> [HopGateVerdict] {
        guard let hop = situation.upgrade.nextHop else { return [] }
        return all.map { gate in
            let shut = gate.judge(situation, hop)
            let waiver = gate.rule.flatMap { rule in situation.upgrade.waivers.last { $0.rule == rule } }
            return HopGateVerdict(rule: gate.rule, shut: shut, waiver: shut == nil ? nil : waiver)
        }
    }
}

extension Sequence where Element == HopGateVerdict {
    /// The first shut gate's verdict; nil when the hop may begin.
    public var shut: Verdict? { first { !$0.isOpen }?.shut }

    /// What still shuts it, in the gates' order.
    public var reasonsShut: [Reason] { filter { !$0.isOpen }.compactMap { $0.shut?.reason } }
}
