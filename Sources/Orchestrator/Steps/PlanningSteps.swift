import RatchetCore
import Storage

/// New decisions about devices, asked for by plans, groups and the feed.
enum PlanningSteps {
    static let lease: Duration = .minutes(5)
    /// As many as one group commit takes.
    static let width = 200

    static func claim(
        _ limit: Int, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> StepOutcome<[ClaimedWork]> {
        StepOutcome(
            try store.claim(
                kinds: [WorkKind.plan], limit: limit, now: context.now.microseconds, lease: lease.microseconds))
    }

    /// Decides about one device and finishes its work.
    static func plan(
        _ work: ClaimedWork, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> StepOutcome<Void> {
        guard let device = try store.lock(DeviceID(work.subject)) else {
            _ = try store.finish(work)
            return StepOutcome(())
        }
        var unit = try DeviceUnit(device, &store, context)
        try unit.settle(&store)
        try unit.save(&store)
        _ = try store.finish(work)
        return StepOutcome((), wakes: unit.wakes)
    }
}
