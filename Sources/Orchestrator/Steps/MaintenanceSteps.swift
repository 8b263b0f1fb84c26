import RatchetCore
import Storage

/// Records that are kept for a while only.
enum MaintenanceSteps {
    static func forget(_ store: inout StoreTransaction, _ context: StepContext) throws -> StepOutcome<Void> {
        let old = context.now - context.settings.reportRetention
        try store.removeReports(receivedBefore: old)
        try store.removeCommands(answeredBefore: old)
        try store.removeRefusals(lastBefore: old)
        try store.removeChallenges(expiredBefore: old)
        try store.removeLinks(expiredBefore: old)
        try store.removeSessions(expiredAt: context.now, unusedSince: context.now - People.Limits().idle)
        return StepOutcome(())
    }
}
