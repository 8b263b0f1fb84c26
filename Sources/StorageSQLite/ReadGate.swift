import Storage
import Synchronization

/// Counts the reads that wait or run: so that no more come in than a server can bear, and so that the connections are
/// closed after the last of them (GRDB does not stand a read on a connection that was closed).
final class ReadGate: Sendable {
    private struct State {
        var reading = 0
        var isClosed = false
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    /// How many reads may wait or run at once.
    private static let limit = 4096

    private let state = Mutex(State())

    /// Begins a read, which ends with ``leave()``.
    func enter() throws(StoreError) {
        let refusal = state.withLock { state -> StoreError? in
            if state.isClosed { return .unavailable("the store is closed") }
            if state.reading >= Self.limit { return .busy("\(state.reading) reads wait or run") }
            state.reading += 1
            return nil
        }
        if let refusal { throw refusal }
    }

    func leave() {
        let waiters = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            state.reading -= 1
            guard state.reading == 0 else { return [] }
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Lets no further read in and returns when the last one has left.
    func close() async {
        await withCheckedContinuation { continuation in
            let isEmpty = state.withLock { state in
                state.isClosed = true
                if state.reading > 0 { state.waiters.append(continuation) }
                return state.reading == 0
            }
            if isEmpty { continuation.resume() }
        }
    }
}
