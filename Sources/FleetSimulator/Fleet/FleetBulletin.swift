import Synchronization

/// Tells everybody who listens what happens in the fleet. Who listens slowly loses the oldest events.
final class FleetBulletin: Sendable {
    /// Events kept for a slow listener.
    static let backlog = 4_096

    private struct State {
        var listeners: [Int: AsyncStream<FleetEvent>.Continuation] = [:]
        var next = 0
        /// Rises with every change, so that the state file is written only when there is one.
        var changes = 0
    }

    private let state = Mutex(State())

    var changes: Int { state.withLock { $0.changes } }

    func noteChange() {
        state.withLock { $0.changes += 1 }
    }

    func post(_ events: [FleetEvent]) {
        let listeners = state.withLock { state in
            state.changes += 1
            return Array(state.listeners.values)
        }
        for listener in listeners {
            for event in events { listener.yield(event) }
        }
    }

    func listen() -> AsyncStream<FleetEvent> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: FleetEvent.self, bufferingPolicy: .bufferingNewest(FleetBulletin.backlog))
        let number = state.withLock { state in
            state.next += 1
            state.listeners[state.next] = continuation
            return state.next
        }
        continuation.onTermination = { [weak self] _ in
            self?.state.withLock { _ = $0.listeners.removeValue(forKey: number) }
        }
        return stream
    }
}
