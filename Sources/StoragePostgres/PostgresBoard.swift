import Storage
import Synchronization

/// Where callers leave what is to be announced, and who hears what others announce: all that they share with the thread of
/// a `PostgresMessenger`.
final class PostgresBoard: Sendable {
    typealias Ear = @Sendable (Announcement) -> Void

    private struct State {
        var kinds: Set<String> = []
        var ears: [Ear] = []
        var isInUse = false
        var isClosed = false

        /// True once, before it is closed.
        mutating func use() -> Bool {
            defer { isInUse = true }
            return !isInUse && !isClosed
        }
    }

    private let state = Mutex(State())
    /// Rung when there is something to say after nothing, and when it closes.
    let bell: WakePipe

    init() throws(StoreError) {
        bell = try WakePipe()
    }

    var isClosed: Bool { state.withLock(\.isClosed) }

    /// Leaves something to be said. True the first time that the board is used, when a messenger is needed.
    func leave(_ kinds: Set<String>) -> Bool {
        if kinds.isEmpty { return false }
        let (isNews, isFirst) = state.withLock { state in
            let isNews = state.kinds.isEmpty
            state.kinds.formUnion(kinds)
            return (isNews, state.use())
        }
        if isNews { bell.ring() }
        return isFirst
    }

    /// Adds somebody who hears. True the first time that the board is used.
    func add(_ ear: @escaping Ear) -> Bool {
        state.withLock { state in
            state.ears.append(ear)
            return state.use()
        }
    }

    /// Hands an announcement to everybody who hears.
    func tell(_ announcement: Announcement) {
        for ear in state.withLock(\.ears) { ear(announcement) }
    }

    /// Takes what is to be said.
    func take() -> Set<String> {
        state.withLock { state in
            defer { state.kinds = [] }
            return state.kinds
        }
    }

    /// Gives back what could not be said.
    func giveBack(_ kinds: Set<String>) {
        state.withLock { $0.kinds.formUnion(kinds) }
    }

    /// Ends the messenger when it has said what is left.
    func close() {
        state.withLock { state in
            state.isClosed = true
            state.ears = []
        }
        bell.ring()
    }
}
