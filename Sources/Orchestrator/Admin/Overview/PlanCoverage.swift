import RatchetCore
import Storage

/// Which active plans cover which device, read once for the whole fleet.
struct PlanCoverage {
    /// By number; without members, for everybody.
    private let plans: [(plan: Plan, members: Set<DeviceID>?)]
    /// Where every plan is for everything, the same for all devices.
    private let forEverybody: [Plan]?

    init(_ store: inout StoreTransaction) throws {
        plans = try store.plans().reversed().filter { $0.state == .active }.map { plan in
            (plan, try store.members(of: plan.scope))
        }
        forEverybody = plans.allSatisfy { $0.members == nil } ? plans.map(\.plan) : nil
    }

    /// The active plans that cover a device, by number.
    func plans(covering device: DeviceID) -> [Plan] {
        forEverybody ?? plans.filter { $0.members?.contains(device) ?? true }.map(\.plan)
    }
}
