import Foundation
import Ports
import RatchetCore
import Storage

extension PushSteps {
    /// Records what came of pushes and says when the next ones follow, by the table of reference 1.5.
    ///
    /// All that finished meanwhile are recorded together, in the order of their subjects, so that two servers that do it
    /// at once wait for each other and don't lock each other out. Answers why all pushes are held back from now on, if they are.
    static func settle(
        _ sent: [Sent], _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> StepOutcome<String?> {
        var settlement = Settlement(context)
        for one in sent.sorted(by: { $0.prepared.work.subject < $1.prepared.work.subject }) {
            try settlement.add(one, &store)
        }
        try settlement.save(&store)
        return StepOutcome(settlement.stopReason, wakes: settlement.wakes)
    }
}

/// What follows from some pushes, gathered to be written in a few statements.
private struct Settlement {
    private let context: StepContext
    private var events: [TimelineEvent] = []
    private var finished: [ClaimedWork] = []
    private var rests: [(claimed: ClaimedWork, dueAt: Int64, body: String?)] = []
    private(set) var wakes: Set<String> = []
    private(set) var stopReason: String?

    init(_ context: StepContext) { self.context = context }

    mutating func add(_ sent: PushSteps.Sent, _ store: inout StoreTransaction) throws {
        let prepared = sent.prepared
        switch sent.outcome {
        case .accepted(let id):
            note("push.sent", prepared, ["push": id])
            taken(prepared)
        case .tokenRefused(let reason, let since):
            note("push.token-refused", prepared, ["reason": reason])
            try refused(prepared, reason, since: since, &store)
        case .requestRefused(let reason):
            // The same token and magic would bring the same answer.
            note("push.request-refused", prepared, ["reason": reason])
            try refused(prepared, reason, since: nil, &store)
        case .topicRefused(let reason, let fingerprint):
            try stop(reason, prepared, fingerprint, &store)
            rest(prepared, until: context.now)
        case .tooMany(let reason):
            note("push.unavailable", prepared, ["reason": reason])
            failed(prepared, PushBackOff.afterTooMany)
        case .unavailable(let reason):
            note("push.unavailable", prepared, ["reason": reason])
            failed(prepared, PushBackOff.afterTrouble)
        }
    }

    func save(_ store: inout StoreTransaction) throws {
        try store.record(events)
        try store.finishAll(finished)
        try store.rescheduleAll(rests)
    }

    /// The service has it: once more by the schedule, unless the device comes.
    private mutating func taken(_ prepared: PushSteps.Prepared) {
        var progress = PushProgress(body: prepared.work.body)
        progress.taken += 1
        progress.failures = 0
        rest(prepared, until: context.now + context.settings.pushDelay(after: progress.taken), progress)
    }

    private mutating func failed(
        _ prepared: PushSteps.Prepared, _ pause: (Int, Duration, Double) -> Duration
    ) {
        var progress = PushProgress(body: prepared.work.body)
        progress.failures += 1
        let wait = pause(progress.failures, context.settings.pushRetry, context.random.fraction())
        rest(prepared, until: context.now + wait, progress)
    }

    /// Nothing is sent to this token any more; where the device has given another, or this one anew, the refusal is out of
    /// date.
    private mutating func refused(
        _ prepared: PushSteps.Prepared, _ reason: String, since: Instant?, _ store: inout StoreTransaction
    ) throws {
        let id = EnrolmentID(stored: prepared.work.subject)
        if try store.refuseToken(prepared.push.token, of: id, reason: reason, since: since) {
            finished.append(prepared.work)
        } else if try store.enrolment(id)?.pushToken == prepared.push.token {
            failed(prepared, PushBackOff.afterTooMany)
        } else {
            wakes.insert(WorkKind.push)
            rest(prepared, until: context.now)
        }
    }

    /// Holds all pushes back, once, unless another certificate is in use by now than the one that was refused, or somebody has
    /// seen to it since the push was claimed.
    private mutating func stop(
        _ reason: String, _ prepared: PushSteps.Prepared, _ fingerprint: String?, _ store: inout StoreTransaction
    ) throws {
        var state = try store.pushState()
        let claimedAt = Instant(microseconds: prepared.work.leaseUntil) - PushSteps.lease
        if let resumedAt = state.resumedAt, claimedAt < resumedAt { return }
        guard state.stop == nil, fingerprint == nil || fingerprint == state.certificate?.fingerprint else { return }
        state.stop = PushState.Stop(at: context.now, reason: reason)
        stopReason = reason
        try store.setPushState(state)
        try store.record("push.stopped", by: "push", ["reason": reason], context)
    }

    private mutating func note(_ type: String, _ prepared: PushSteps.Prepared, _ body: [String: String]) {
        var body = body
        body["attempt"] = String(Int(clamping: prepared.work.attempts) + 1)
        events.append(
            context.event(type, prepared.device, EnrolmentID(stored: prepared.work.subject), body))
    }

    private mutating func rest(
        _ prepared: PushSteps.Prepared, until moment: Instant, _ progress: PushProgress? = nil
    ) {
        rests.append((prepared.work, moment.microseconds, progress?.body))
    }
}
