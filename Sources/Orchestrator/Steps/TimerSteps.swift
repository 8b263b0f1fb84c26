import RatchetCore
import Storage

/// Times that enforcements wait for: silence, deadlines, failures that last.
enum TimerSteps {
    /// Tells the enforcement that its time has come. A device that was heard of meanwhile gets more of it.
    static func fire(
        _ work: ClaimedWork, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> StepOutcome<Void> {
        guard let device = try store.lock(DeviceID(work.subject)) else {
            _ = try store.finish(work)
            return StepOutcome(())
        }
        var unit = try DeviceUnit(device, &store, context)
        let limits = context.settings.limits
        let due = unit.enforcement?.dueTime(limits)
        try unit.advance(&store) {
            $0.timePassed(now: context.now, lastContact: device.lastContact, limits)
        }
        try unit.settle(&store)
        try unit.save(&store)
        if let due, unit.enforcement?.dueTime(limits) == due {
            let next = max(due, device.lastContact + limits.unreachableAfter)
            _ = try store.reschedule(work, dueAt: max(next, context.now + .seconds(1)).microseconds, body: nil)
        } else {
            _ = try store.finish(work)
        }
        return StepOutcome((), wakes: unit.wakes)
    }
}
