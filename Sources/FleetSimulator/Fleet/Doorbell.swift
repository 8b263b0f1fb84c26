import Synchronization

/// Wakes one sleeper, who may also wake by time. A ring while nobody sleeps is kept for the next sleep.
final class Doorbell: Sendable {
    private struct State {
        var hasRung = false
        var sleep = 0
        var sleeper: CheckedContinuation<Bool, Never>?
    }

    private let state = Mutex(State())

    func ring() {
        let sleeper = state.withLock { state -> CheckedContinuation<Bool, Never>? in
            guard let sleeper = state.sleeper else {
                state.hasRung = true
                return nil
            }
            state.sleeper = nil
            return sleeper
        }
        sleeper?.resume(returning: true)
    }

    /// Sleeps until the time has passed, the bell rings, or the task is cancelled; says whether it rang.
    func wait(for duration: Duration?) async -> Bool {
        let number = state.withLock { state in
            state.sleep += 1
            return state.sleep
        }
        let timer = duration.map { duration in
            Task {
                try? await Task.sleep(for: duration)
                self.end(number)
            }
        }
        defer { timer?.cancel() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { lieDown($0, number) }
        } onCancel: {
            end(number)
        }
    }

    private func lieDown(_ sleeper: CheckedContinuation<Bool, Never>, _ number: Int) {
        let rang = state.withLock { state -> Bool? in
            if state.hasRung {
                state.hasRung = false
                return true
            }
            guard state.sleep == number else { return false }
            state.sleeper = sleeper
            return nil
        }
        if let rang { sleeper.resume(returning: rang) }
    }

    /// Ends the sleep with this number, if it goes on; before it began, it will not begin.
    private func end(_ number: Int) {
        let sleeper = state.withLock { state -> CheckedContinuation<Bool, Never>? in
            guard state.sleep == number else { return nil }
            state.sleep += 1
            defer { state.sleeper = nil }
            return state.sleeper
        }
        sleeper?.resume(returning: false)
    }
}
