package import Foundation
package import Ports
import RatchetCore
package import Storage

/// What the services do, step by step, for a driver that brings its own time and its own thread.
///
/// A service is a loop around these steps: it waits, claims, performs the effect outside of any transaction, settles.
package enum ServiceSteps {
    /// Work of the outbox in a worker's hands.
    package struct Held: Sendable {
        package let kind: String
        package let subject: String
        /// The push to be sent before it is settled; nil for work that is done by settling it.
        package let push: PushRequest?
        fileprivate let work: ClaimedWork
        fileprivate let device: DeviceID?
    }

    /// Every kind of work that a service does.
    package static let kinds = [WorkKind.plan, WorkKind.push, WorkKind.timer, WorkKind.setup, WorkKind.appliance]

    /// Takes up to `limit` pieces of one kind that are due.
    package static func claim(
        _ kind: String, limit: Int, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> StepOutcome<[Held]> {
        switch kind {
        case WorkKind.push:
            let outcome = try PushSteps.claim(limit, &store, context)
            return StepOutcome(
                outcome.reply.map {
                    Held(
                        kind: kind, subject: $0.work.subject, push: $0.push, work: $0.work, device: $0.device)
                },
                wakes: outcome.wakes)
        case WorkKind.plan: return held(try DeviceWork.planning.claim(limit, &store, context), kind)
        case WorkKind.timer: return held(try DeviceWork.timers.claim(limit, &store, context), kind)
        case WorkKind.setup: return held(try DeviceWork.setup.claim(limit, &store, context), kind)
        case WorkKind.appliance: return held(try DeviceWork.appliances.claim(limit, &store, context), kind)
        default: throw StoreError.corrupt("no service does work of the kind \(kind)")
        }
    }

    /// Does a piece, or records what came of it.
    ///
    /// - Parameter outcome: what the push service said; for a push only.
    package static func settle(
        _ held: Held, _ outcome: PushOutcome?, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> StepOutcome<Void> {
        if let push = held.push, let device = held.device {
            let prepared = PushSteps.Prepared(work: held.work, device: device, push: push)
            let sent = PushSteps.Sent(prepared: prepared, outcome: outcome ?? .unavailable(reason: "no answer"))
            return StepOutcome((), wakes: try PushSteps.settle([sent], &store, context).wakes)
        }
        switch held.kind {
        case WorkKind.timer: return try TimerSteps.fire(held.work, &store, context)
        case WorkKind.setup: return try SetupSteps.timeUp(held.work, &store, context)
        case WorkKind.appliance: return try ApplianceSteps.look(held.work, &store, context)
        default: return try PlanningSteps.plan(held.work, &store, context)
        }
    }

    private static func held(_ outcome: StepOutcome<[ClaimedWork]>, _ kind: String) -> StepOutcome<[Held]> {
        StepOutcome(
            outcome.reply.map { Held(kind: kind, subject: $0.subject, push: nil, work: $0, device: nil) },
            wakes: outcome.wakes)
    }
}

extension ServiceSteps {
    /// Takes a fetched feed in.
    ///
    /// - Parameter reason: why it is taken as it is, however much it has lost; nil believes no feed that has lost too much.
    package static func takeFeed(
        _ body: Data, believedBecause reason: String? = nil, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> StepOutcome<RefreshOutcome> {
        try FeedSteps.take(body, believedBecause: reason, &store, context)
    }

    /// The lookup service said that nothing has changed.
    package static func feedUnchanged(
        _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> StepOutcome<RefreshOutcome> {
        try FeedSteps.unchanged(&store, context)
    }

    /// The lookup service could not be asked.
    package static func feedFailed(
        _ problem: String, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> StepOutcome<RefreshOutcome> {
        try FeedSteps.fail(problem, &store, context)
    }

    /// Wakes whoever has not fetched its manifest and whom nobody is going to wake.
    package static func reconcile(
        _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> StepOutcome<Int> {
        try PushSteps.reconcile(&store, context)
    }

    /// A person has seen to what the push service refused.
    package static func resumePushes(
        _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> StepOutcome<Bool> {
        try PushSteps.resume(by: "admin", &store, context)
    }

    /// Removes what is older than it is kept.
    package static func forget(_ store: inout StoreTransaction, _ context: StepContext) throws -> StepOutcome<Void> {
        try MaintenanceSteps.forget(&store, context)
    }
}
