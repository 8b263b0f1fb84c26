import Storage
import StorageSQLite
import Synchronization
import TestSupport
import Testing

/// Tests that hold the writer with one unit of work while others queue, so that those form one batch.
@Suite struct GroupCommitTests {
    private static let insert = SQLStatement("INSERT INTO thing (id, number) VALUES ($1, 1)")

    private let directory: TemporaryDirectory
    private let store: SQLiteStore
    private let blocker = Blocker()

    init() throws {
        directory = try TemporaryDirectory()
        let deferred = Migration(
            name: "deferred",
            statements: [
                "CREATE TABLE child (id {text} NOT NULL REFERENCES thing (id) DEFERRABLE INITIALLY DEFERRED) {strict}"
            ])
        store = try SQLiteStore(path: directory.path("a.sqlite"), migrations: StoreContract.migrations + [deferred])
    }

    private func ids() async throws -> [String] {
        try await store.read { transaction in
            try transaction.run("SELECT id FROM thing ORDER BY id").map { try $0.text(0) }
        }
    }

    /// Runs all of `work` in one batch and returns their errors in order.
    private func batch(_ work: [UnitOfWork]) async throws -> [StoreError?] {
        try await performTogether(work, on: store) { [store] in store.waiting }
    }

    @Test func `an error of one unit of work leaves the others of its batch alone`() async throws {
        let errors = try await batch([
            { try $0.run(Self.insert, [.text("a")]) },
            { try $0.runEach(Self.insert, [[.text("b")], [.text("a")]]) },
            { try $0.run(Self.insert, [.text("c")]) },
        ])
        #expect(errors == [nil, .conflict(), nil])
        #expect(try await ids() == ["a", "c"])
    }

    @Test func `one that fails before it has written anything is no reason to run the others again`() async throws {
        let runs = Mutex(0)
        let errors = try await batch([
            { transaction in
                runs.withLock { $0 += 1 }
                try transaction.run(Self.insert, [.text("a")])
            },
            { _ in throw StoreError.busy() },
            { try $0.run(Self.insert, [.text("b")]) },
        ])
        #expect(errors == [nil, .busy(), nil])
        #expect(try await ids() == ["a", "b"])
        #expect(runs.withLock { $0 } == 1)
    }

    @Test func `one that needs its savepoint gets it, and the others of its batch are done once`() async throws {
        let errors = try await batch([
            { try $0.run(Self.insert, [.text("a")]) },
            { transaction in
                try? transaction.savepoint { inner in try inner.runEach(Self.insert, [[.text("b")], [.text("a")]]) }
                try transaction.run(Self.insert, [.text("c")])
            },
            { try $0.run(Self.insert, [.text("d")]) },
        ])
        #expect(errors == [nil, nil, nil])
        #expect(try await ids() == ["a", "c", "d"])
    }

    @Test func `when the commit fails, all of the batch has failed`() async throws {
        let errors = try await batch([
            { try $0.run(Self.insert, [.text("a")]) },
            { try $0.run("INSERT INTO child (id) VALUES ('nobody')") },
            { try $0.run(Self.insert, [.text("b")]) },
        ])
        #expect(errors == [.conflict(), .conflict(), .conflict()])
        #expect(try await ids() == [])
        try await store.perform { try $0.run(Self.insert, [.text("after")]) }
        #expect(try await ids() == ["after"])
    }

    @Test func `when the connection has left the transaction, all of the batch has failed`() async throws {
        let errors = try await batch([
            { try $0.run(Self.insert, [.text("a")]) },
            { try $0.run("ROLLBACK") },
            { try $0.run(Self.insert, [.text("b")]) },
        ])
        #expect(errors == [.unavailable(), .unavailable(), .unavailable()])
        #expect(try await ids() == [])
        try await store.perform { try $0.run(Self.insert, [.text("after")]) }
        #expect(try await ids() == ["after"])
    }

    @Test func `a full disk is full, and the store goes on when there is room again`() async throws {
        let limit = SQLStatement("PRAGMA max_page_count = 30")
        try await store.perform { try $0.run(limit) }
        let body = SQLValue.bytes(.init(repeating: 1, count: 1 << 20))
        let errors = try await batch([
            { try $0.run("INSERT INTO thing (id, number, body) VALUES ('big', 1, $1)", [body]) }
        ])
        #expect(errors == [.full()])
        try await store.perform { try $0.run("PRAGMA max_page_count = 100000") }
        try await store.perform { try $0.run("INSERT INTO thing (id, number, body) VALUES ('big', 1, $1)", [body]) }
        #expect(try await ids() == ["big"])
    }

    @Test func `work that was cancelled while it waited is let go at once and not done`() async throws {
        let (store, blocker) = (store, blocker)
        async let held: Void = store.perform { _ in blocker.block() }
        try await until { blocker.isBlocking }
        let task = Task { try await store.perform { try $0.run(Self.insert, [.text("a")]) } }
        try await until { store.waiting == 1 }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(store.waiting == 0)
        blocker.open()
        try await held
        #expect(try await ids() == [])
    }

    @Test func `work that was taken is done although its caller was cancelled`() async throws {
        let (store, blocker) = (store, blocker)
        let task = Task {
            try await store.perform { transaction in
                blocker.block()
                try transaction.run(Self.insert, [.text("a")])
            }
        }
        try await until { blocker.isBlocking }
        task.cancel()
        blocker.open()
        try await task.value
        #expect(try await ids() == ["a"])
    }

    @Test func `closing finishes what was accepted`() async throws {
        let (store, blocker) = (store, blocker)
        async let held: Void = store.perform { _ in blocker.block() }
        try await until { blocker.isBlocking }
        let waiting = Task { try await store.perform { try $0.run(Self.insert, [.text("a")]) } }
        try await until { store.waiting == 1 }
        async let closed: Void = store.close()
        blocker.open()
        try await held
        _ = try await waiting.value
        await closed
    }
}
