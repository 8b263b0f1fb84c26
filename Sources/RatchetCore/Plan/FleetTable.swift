/// The situations and policies met in a fleet, each with a small number.
///
/// Text is compared once, when a device is taken in; after that a device is two numbers.
public struct FleetTable: Sendable {
    public private(set) var situations: [Situation] = []
    public private(set) var policies: [Policy] = []
    private var situationNumbers: [Situation.Key: UInt32] = [:]
    private var policyNumbers: [Policy.Key: UInt32] = [:]

    public init() {}

    /// Takes a device in.
    ///
    /// - Parameter policy: a number that `number(plans:current:)` gave.
    public mutating func facts(of device: DeviceFacts, under policy: UInt32) -> PlanningFacts {
        PlanningFacts(situation: number(of: device), policy: policy)
    }

    /// What a planner sees of a device in a situation under a policy, both by numbers that this table gave.
    public func facts(in situation: UInt32, under policy: UInt32) -> PlanningFacts {
        PlanningFacts(situation: situation, policy: policy)
    }

    /// The number of a device's situation.
    public mutating func number(of device: DeviceFacts) -> UInt32 {
        let kind = device.feedKey
        let key = Situation.Key(device, kind: kind)
        if let known = situationNumbers[key] { return known }
        let number = UInt32(situations.count)
        situations.append(Situation(kind: kind, example: device))
        situationNumbers[key] = number
        return number
    }

    /// The number of a policy. Plans of one id are one plan, whatever else is said of them.
    ///
    /// - Parameters:
    ///   - plans: that cover the device, always in the same order.
    ///   - current: the device's open enforcement.
    public mutating func number(plans: [Plan], current: Enforcement? = nil) -> UInt32 {
        let live = current.flatMap { $0.state.isLive ? $0 : nil }
        let key = Policy.Key(plans: plans, current: live)
        if let known = policyNumbers[key] { return known }
        let number = UInt32(policies.count)
        policies.append(Policy(plans: plans, current: live))
        policyNumbers[key] = number
        return number
    }

    /// The same situations by the same numbers, and no policy yet.
    public var withoutPolicies: FleetTable {
        var table = self
        (table.policies, table.policyNumbers) = ([], [:])
        return table
    }

    /// The situation of that number, which this table gave.
    public func situation(_ number: UInt32) -> Situation { situations[Int(number)] }

    /// The policy of that number, which this table gave.
    public func policy(_ number: UInt32) -> Policy { policies[Int(number)] }
}
