import Ports
import RatchetCore
package import Storage

/// Mails that wait to be sent.
package enum MailSteps {
    static let lease: Duration = .minutes(5)
    /// After so many tries in vain a mail is given up; its alarm stays in the list of events.
    static let tries: Int64 = 24

    package static func claim(
        _ limit: Int, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> StepOutcome<[ClaimedWork]> {
        StepOutcome(
            try store.claim(
                kinds: [WorkKind.mail], limit: limit, now: context.now.microseconds, lease: lease.microseconds))
    }

    package static func sent(_ work: ClaimedWork, _ store: inout StoreTransaction, _ context: StepContext) throws
        -> StepOutcome<Void>
    {
        _ = try store.finish(work)
        return StepOutcome(())
    }

    /// It could not be sent now: again later, a day long.
    package static func failed(
        _ work: ClaimedWork, _ reason: String, isLasting: Bool, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> StepOutcome<Void> {
        let letter = AlarmLetter(body: work.body)
        if isLasting || work.attempts + 1 >= tries {
            _ = try store.finish(work)
            try store.record(
                "mail.given-up", by: "service", ["appliance": letter.appliance, "reason": reason], context)
            return StepOutcome(())
        }
        let pause: Duration = work.attempts < 3 ? .minutes(1) : .hours(1)
        _ = try store.reschedule(work, dueAt: (context.now + pause).microseconds, body: nil)
        return StepOutcome(())
    }
}
