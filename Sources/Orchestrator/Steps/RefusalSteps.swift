public import Storage

/// Refused messages, counted and listed.
public enum RefusalSteps {
    public static func count(
        _ problem: DeviceProblem, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> StepOutcome<Void> {
        try store.countRefusal(
            reason: problem.code.rawValue, subject: problem.subject, detail: problem.detail, at: context.now)
        return StepOutcome(())
    }
}
