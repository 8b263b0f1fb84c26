import RatchetCore
import Storage

/// New decisions about devices, asked for by plans, groups and the feed.
enum PlanningSteps {
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
