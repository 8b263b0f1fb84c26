import Storage
import StoragePostgres
import Synchronization
import TestSupport
import Testing

struct PostgresStoreTests {
    private static let insert = SQLStatement("INSERT INTO thing (id, number) VALUES ($1, 1)")
    private static let processID = SQLStatement("SELECT pg_backend_pid() AS pid")
    private static let terminate = SQLStatement("SELECT pg_terminate_backend(CAST($1 AS INT)) AS done")

    private let url: String

    init() throws {
        url = try ThrowawayPostgres.database()
    }

    private func open(connections: Int = 1) throws -> PostgresStore {
        try PostgresStore(url: url, connections: connections, migrations: StoreContract.migrations)
    }

    private func kill(_ process: Int64) throws {
        let other = try PostgresDriver(PostgresAddress(url))
        _ = try other.execute(Self.terminate, [.int(process)])
    }

    @Test func `a connection lost between units of work is made anew`() async throws {
        let store = try open()
        let process = try await store.read { try $0.run(Self.processID).first?.int(0) }
        try kill(#require(process))
        try await store.perform { try $0.run(Self.insert, [.text("a")]) }
        let other = try await store.read { try $0.run(Self.processID).first?.int(0) }
        #expect(process != other)
        await store.close()
    }

    @Test func `a unit of work whose connection is lost before the commit is done once, on another`() async throws {
        let store = try open()
        let tries = Mutex(0)
        let url = url
        try await store.perform { transaction in
            try transaction.run(Self.insert, [.text("a")])
            let count = tries.withLock { count in
                count += 1
                return count
            }
            guard count == 1, let process = try transaction.run(Self.processID).first?.int(0) else { return }
            _ = try PostgresDriver(PostgresAddress(url)).execute(Self.terminate, [.int(process)])
            try transaction.run(Self.insert, [.text("b")])
        }
        #expect(tries.withLock { $0 } == 2)
        let rows = try await store.read { try $0.run("SELECT id FROM thing") }
        #expect(rows == [SQLRow([.text("a")])])
        await store.close()
    }

    @Test func `an order that deadlocks is untangled by trying again`() async throws {
        let store = try open(connections: 2)
        try await store.perform { try $0.runEach(Self.insert, [[.text("a")], [.text("b")]]) }
        let meeting = Meeting(of: 2)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for order in [["a", "b"], ["b", "a"]] {
                group.addTask {
                    try await store.perform { transaction in
                        for id in order {
                            try transaction.run("UPDATE thing SET number = number + 100 WHERE id = $1", [.text(id)])
                            meeting.arrive()
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        let rows = try await store.read { try $0.run("SELECT number FROM thing") }
        #expect(rows == [SQLRow([.int(201)]), SQLRow([.int(201)])])
        await store.close()
    }

    @Test func `a server that is not there is unavailable, and its URL is not repeated`() async throws {
        let error = #expect(throws: StoreError.self) {
            try PostgresStore(url: "postgres://me:secret@127.0.0.1:1/none", migrations: [])
        }
        #expect(error == .unavailable() && error?.detail.contains("secret") == false)
        let unreadable = #expect(throws: StoreError.self) {
            try PostgresStore(url: "postgres://me:secret@[::1/none", migrations: [])
        }
        #expect(unreadable == .unavailable() && unreadable?.detail.contains("secret") == false)
    }

    @Test func `an answer means durable even where the database says otherwise`() async throws {
        try PostgresDriver(PostgresAddress(url)).execute(
            "DO $$ BEGIN EXECUTE 'ALTER DATABASE ' || current_database() || ' SET synchronous_commit = off'; END $$")
        let store = try open()
        let rows = try await store.read { try $0.run("SELECT current_setting('synchronous_commit') AS it") }
        #expect(rows == [SQLRow([.text("on")])])
        await store.close()
    }

    @Test func `types that only PostgreSQL has are refused, not misread`() async throws {
        let store = try open()
        await #expect(throws: StoreError.corrupt()) {
            try await store.read { try $0.run("SELECT now() AS it") }
        }
        await #expect(throws: StoreError.corrupt()) {
            try await store.read { try $0.run("SELECT SUM(number) AS it FROM thing") }
        }
        await store.close()
    }
}

/// Where threads wait for each other, the first time each; nobody waits after all have come.
private final class Meeting: Sendable {
    private let blocker = Blocker()
    private let missing: Mutex<Int>

    init(of count: Int) {
        missing = Mutex(count)
    }

    func arrive() {
        let left = missing.withLock { missing in
            missing -= 1
            return missing
        }
        if left <= 0 { blocker.open() } else { blocker.block() }
    }
}
