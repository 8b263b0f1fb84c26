import Foundation
import Ports
import RatchetCore
import Storage

/// Pushes: claimed from the outbox, sent between two units of work, and put on the schedule again until the device has
/// come (reference 1.5, push policy).
enum PushSteps {
    static let lease: Duration = .minutes(2)
    /// How many are in the air at once; more gains nothing with APNs.
    static let width = 64

    /// A push to be sent, with the work that it serves.
    struct Prepared: Sendable {
        let work: ClaimedWork
        let push: PushRequest
    }

    /// Claims what is due; work that has become needless is finished at once.
    static func claim(
        _ limit: Int, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> StepOutcome<[Prepared]> {
        let claimed = try store.claim(
            kinds: [WorkKind.push], limit: limit, now: context.now.microseconds, lease: lease.microseconds)
        var prepared: [Prepared] = []
        for work in claimed {
            if let push = try push(EnrolmentID(stored: work.subject), &store, context) {
                prepared.append(Prepared(work: work, push: push))
            } else {
                _ = try store.finish(work)
            }
        }
        return StepOutcome(prepared)
    }

    /// Records what came of a push and says when the next one follows.
    static func settle(
        _ prepared: Prepared, _ outcome: PushOutcome, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> StepOutcome<Void> {
        let id = EnrolmentID(stored: prepared.work.subject)
        let attempts = Int(clamping: prepared.work.attempts) + 1
        var next = context.now + context.settings.pushDelay(after: attempts)
        var note: (type: String, body: [String: String])
        var hasNewAddress = false
        switch outcome {
        case .accepted(let pushID): note = ("push.sent", ["push": pushID])
        case .tokenRefused(let reason):
            note = ("push.token-refused", ["reason": reason])
            // A TokenUpdate that came while the push was on its way has made the refusal stale.
            hasNewAddress = try store.enrolment(id)?.pushToken != prepared.push.token
            if hasNewAddress { next = context.now } else { try store.setPushRefusal(id, reason) }
        case .topicRefused(let reason):
            note = ("push.topic-refused", ["reason": reason])
            next = context.now + context.settings.pushRetry
        case .unavailable(let reason):
            note = ("push.unavailable", ["reason": reason])
            next = context.now + context.settings.pushRetry
        }
        note.body["attempt"] = String(attempts)
        note.body["channel"] = id.text
        try record(note.type, note.body, id, &store, context)
        if case .tokenRefused = outcome, !hasNewAddress {
            _ = try store.finish(prepared.work)
        } else {
            _ = try store.reschedule(prepared.work, dueAt: next.microseconds, body: nil)
        }
        return StepOutcome(())
    }

    /// Channels that have not fetched what they should have, and that nobody is going to wake.
    static func reconcile(_ store: inout StoreTransaction, _ context: StepContext) throws -> StepOutcome<Int> {
        let behind = try store.channelsBehind(limit: 1000)
        for id in behind {
            try store.enqueue(
                subject: id.text, kind: WorkKind.push, dueAt: context.now.microseconds, body: "",
                now: context.now.microseconds)
        }
        return StepOutcome(behind.count, wakes: behind.isEmpty ? [] : [WorkKind.push])
    }

    /// Nil when there is nothing to wake the device for, or no address to send it to.
    private static func push(
        _ id: EnrolmentID, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> PushRequest? {
        guard try PushNeed.exists(id, &store), let channel = try store.enrolment(id), channel.pushRefusal == nil,
            let token = channel.pushToken, let magic = channel.pushMagic
        else { return nil }
        return PushRequest(
            token: token, topic: channel.topic, magic: magic, expiration: (context.now + .days(1)).seconds)
    }

    private static func record(
        _ type: String, _ body: [String: String], _ id: EnrolmentID, _ store: inout StoreTransaction,
        _ context: StepContext
    ) throws {
        guard let channel = try store.enrolment(id) else { return }
        try store.record([
            TimelineEvent(
                id: context.ids.next(), device: channel.device, at: context.now, type: type, actor: "push",
                body: EventBody.json(body))
        ])
    }
}
