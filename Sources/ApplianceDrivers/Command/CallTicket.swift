import Ports
import Synchronization

/// What the one who waits for a call and the task that watches its executable tell each other. The first outcome counts.
final class CallTicket: Sendable {
    private struct State {
        var outcome: DriverOutcome?
        var isCancelled = false
        var waiter: CheckedContinuation<DriverOutcome, Never>?
    }

    private let state = Mutex(State())

    /// Waits for the outcome. One may wait.
    func outcome() async -> DriverOutcome {
        await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                let outcome = state.withLock { state in
                    if state.outcome == nil { state.waiter = waiter }
                    return state.outcome
                }
                if let outcome { waiter.resume(returning: outcome) }
            }
        } onCancel: {
            state.withLock { $0.isCancelled = true }
        }
    }

    /// Whether nobody wants the outcome any more.
    var isCancelled: Bool { state.withLock { $0.isCancelled } }

    var isSettled: Bool { state.withLock { $0.outcome != nil } }

    func settle(_ outcome: DriverOutcome) {
        let waiter = state.withLock { state -> CheckedContinuation<DriverOutcome, Never>? in
            guard state.outcome == nil else { return nil }
            state.outcome = outcome
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume(returning: outcome)
    }
}
