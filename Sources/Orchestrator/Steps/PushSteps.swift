import Foundation
import Ports
import RatchetCore
import Storage

/// Pushes: claimed from the outbox, sent between two units of work, and put on the schedule again until the device has
/// come (reference 1.5, push policy).
enum PushSteps {
    static let lease: Duration = .minutes(2)
    /// How many are in the air at once: two connections of half as many streams, which is less than APNs allows.
    static let width = 128

    /// A push to be sent, with the work that it serves.
    struct Prepared: Sendable {
        let work: ClaimedWork
        let device: DeviceID
        let push: PushRequest
    }

    /// A push and what came of it.
    struct Sent: Sendable {
        let prepared: Prepared
        let outcome: PushOutcome
    }

    /// Claims what is due, unless pushes are held back; work that has become needless is finished at once.
    static func claim(
        _ limit: Int, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> StepOutcome<[Prepared]> {
        let state = try store.pushState()
        guard !state.isHeld else { return StepOutcome([]) }
        let claimed = try store.claim(
            kinds: [WorkKind.push], limit: limit, now: context.now.microseconds, lease: lease.microseconds)
        let targets = try store.pushTargets(claimed.map { EnrolmentID(stored: $0.subject) })
        var (prepared, needless, foreign): ([Prepared], [ClaimedWork], [(ClaimedWork, EnrolmentRow)]) = ([], [], [])
        for (work, target) in zip(claimed, targets) {
            guard let target, let push = target.push(context) else {
                needless.append(work)
                continue
            }
            if let topic = state.certificate?.topic, topic != push.topic {
                foreign.append((work, target.channel))
            } else {
                prepared.append(Prepared(work: work, device: target.channel.device, push: push))
            }
        }
        try store.finishAll(needless)
        try putOff(foreign, topic: state.certificate?.topic ?? "", &store, context)
        return StepOutcome(prepared)
    }

    /// When the next push can be claimed; nil when none waits, or all are held back.
    static func nextDue(_ store: inout StoreTransaction) throws -> Int64? {
        try store.pushState().isHeld ? nil : try store.nextDue(kinds: [WorkKind.push])
    }

    /// Channels that have not fetched what they should have, and that nobody is going to wake.
    static func reconcile(_ store: inout StoreTransaction, _ context: StepContext) throws -> StepOutcome<Int> {
        let behind = try store.channelsBehind(limit: 1000)
        for id in behind {
            try store.wake(id, at: context.now)
        }
        return StepOutcome(behind.count, wakes: behind.isEmpty ? [] : [WorkKind.push])
    }

    /// Devices that enrolled under another topic can't be woken with this certificate; with the right one they can.
    private static func putOff(
        _ foreign: [(work: ClaimedWork, channel: EnrolmentRow)], topic: String, _ store: inout StoreTransaction,
        _ context: StepContext
    ) throws {
        var events: [TimelineEvent] = []
        var rests: [(ClaimedWork, Int64, String?)] = []
        for (work, channel) in foreign {
            var progress = PushProgress(body: work.body)
            progress.taken += 1
            let reason = "the device enrolled under \(channel.topic), the push certificate is for \(topic)"
            events.append(context.event("push.topic-mismatch", channel.device, channel.id, ["reason": reason]))
            let next = context.now + context.settings.pushDelay(after: progress.taken)
            rests.append((work, next.microseconds, progress.body))
        }
        try store.record(events)
        try store.rescheduleAll(rests)
    }
}

extension PushTarget {
    /// Nil when there is nothing to wake the device for, or no address to send it to.
    fileprivate func push(_ context: StepContext) -> PushRequest? {
        isNeeded && channel.pushRefusal == nil ? PushRequest(to: channel, context) : nil
    }
}

extension StepContext {
    /// Something that happened to pushes to one channel of a device.
    func event(
        _ type: String, _ device: DeviceID, _ channel: EnrolmentID, _ body: [String: String]
    ) -> TimelineEvent {
        TimelineEvent(
            id: ids.next(), device: device, at: now, type: type, actor: "push",
            body: EventBody.json(body.merging(["channel": channel.text]) { first, _ in first }))
    }
}
