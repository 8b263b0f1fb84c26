import Synchronization

/// How far the stream of events reaches, as far as this process knows. A hint only: readers look into the store too.
public final class EventTail: Sendable {
    private struct State {
        var position: Int64 = 0
        var isClosing = false
    }

    private let state = Mutex(State())

    /// The newest place that was given, here or by another server.
    public var position: Int64 { state.withLock(\.position) }
    /// True once the server is going down: streams end then, instead of holding it up.
    public var isClosing: Bool { state.withLock(\.isClosing) }

    func reached(_ position: Int64) { state.withLock { $0.position = max($0.position, position) } }

    func close() { state.withLock { $0.isClosing = true } }
}
