import RatchetCore
import Storage

/// Looking at an appliance: when something was heard of it, and when its time has come.
enum ApplianceSteps {
    static func look(
        _ work: ClaimedWork, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> StepOutcome<Void> {
        guard var unit = try ApplianceUnit(ApplianceID(work.subject), &store, context) else {
            _ = try store.finish(work)
            return StepOutcome(())
        }
        // Asks for the next look, which takes this work's place.
        try unit.look(&store)
        try unit.save(&store)
        _ = try store.finish(work)
        return StepOutcome((), wakes: unit.wakes)
    }
}
