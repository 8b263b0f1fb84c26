import Synchronization

/// The ids that a store has acknowledged.
final class Acknowledged: Sendable {
    private let ids = Mutex<Set<String>>([])

    var all: Set<String> { ids.withLock { $0 } }

    var count: Int { ids.withLock { $0.count } }

    func insert(_ id: String) {
        ids.withLock { _ = $0.insert(id) }
    }
}
