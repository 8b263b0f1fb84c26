import Storage
import StoragePostgres
import Synchronization
import TestSupport
import Testing

/// Units of work that wait for the only connection, so that it takes them as one transaction.
struct GroupTests {
    private static let insert = SQLStatement("INSERT INTO thing (id, number) VALUES ($1, 1)")
    private static let write = SQLStatement("UPDATE thing SET number = number + 1 WHERE id = $1")
    private static let transaction = SQLStatement("SELECT CAST(CAST(txid_current() AS TEXT) AS TEXT) AS id")

    private let url: String
    private let store: PostgresStore

    init() throws {
        url = try ThrowawayPostgres.database()
        store = try PostgresStore(url: url, connections: 1, migrations: StoreContract.migrations)
    }

    private func together(_ work: [UnitOfWork]) async throws -> [StoreError?] {
        try await performTogether(work, on: store) { [store] in store.waiting }
    }

    private func numbers() async throws -> [String] {
        try await store.read { transaction in
            try transaction.run("SELECT id, number FROM thing ORDER BY id").map { "\(try $0.text(0))\(try $0.int(1))" }
        }
    }

    @Test func `units of work that wait are one transaction`() async throws {
        let seen = Mutex(Set<String>())
        let look: UnitOfWork = { transaction in
            let id = try transaction.run(Self.transaction).first?.text(0)
            seen.withLock { _ = $0.insert(id ?? "") }
        }
        #expect(try await together([look, look, look]) == [nil, nil, nil])
        #expect(seen.withLock { $0.count } == 1)
    }

    @Test func `an error of one unit of work leaves the others of its group alone`() async throws {
        let errors = try await together([
            { try $0.run(Self.insert, [.text("a")]) },
            { try $0.runEach(Self.insert, [[.text("b")], [.text("a")]]) },
            { try $0.run(Self.insert, [.text("c")]) },
        ])
        #expect(errors == [nil, .conflict(), nil])
        #expect(try await numbers() == ["a1", "c1"])
    }

    @Test func `a write that was held back and fails is the fault of the one who wrote it`() async throws {
        let errors = try await together([
            { try $0.run(Self.insert, [.text("a")]) },
            { try $0.write(Self.insert, [.text("a")]) },
            { try $0.run(Self.insert, [.text("b")]) },
            { try $0.write(Self.insert, [.text("c")]) },
        ])
        #expect(errors == [nil, .conflict(), nil, nil])
        #expect(try await numbers() == ["a1", "b1", "c1"])
    }

    @Test func `one that fails before it has written anything is no reason to run the others again`() async throws {
        let runs = Mutex(0)
        let errors = try await together([
            { transaction in
                runs.withLock { $0 += 1 }
                try transaction.write(Self.insert, [.text("a")])
            },
            { transaction in
                try transaction.run(Self.write, [.text("nobody")])
                throw StoreError.busy()
            },
            { try $0.run(Self.insert, [.text("b")]) },
        ])
        #expect(errors == [nil, .busy(), nil])
        #expect(try await numbers() == ["a1", "b1"])
        #expect(runs.withLock { $0 } == 1)
    }

    @Test func `one that fails after it has written takes that back, sent or not`() async throws {
        let errors = try await together([
            { try $0.write(Self.insert, [.text("a")]) },
            { transaction in
                try transaction.write(Self.insert, [.text("b")])
                throw StoreError.busy()
            },
            { transaction in
                try transaction.run(Self.insert, [.text("c")])
                throw StoreError.busy()
            },
            { try $0.write(Self.insert, [.text("d")]) },
        ])
        #expect(errors == [nil, .busy(), .busy(), nil])
        #expect(try await numbers() == ["a1", "d1"])
    }

    @Test func `one that needs its savepoint gets it, and the others of its group are done once`() async throws {
        let errors = try await together([
            { try $0.run(Self.insert, [.text("a")]) },
            { transaction in
                try? transaction.savepoint { inner in try inner.runEach(Self.insert, [[.text("b")], [.text("a")]]) }
                try transaction.run(Self.insert, [.text("c")])
            },
            { try $0.run(Self.write, [.text("a")]) },
        ])
        #expect(errors == [nil, nil, nil])
        #expect(try await numbers() == ["a2", "c1"])
    }

    @Test func `one whose row somebody else holds waits alone, and those before it are done meanwhile`() async throws {
        try await store.perform { try $0.run(Self.insert, [.text("held")]) }
        let other = try PostgresStore(url: url, connections: 1, migrations: StoreContract.migrations)
        let (holder, first) = (Blocker(), Blocker())
        async let holding: Void = other.perform { transaction in
            try transaction.run(Self.write, [.text("held")])
            holder.block()
        }
        try await until { holder.isBlocking }
        async let busy: Void = store.perform { _ in first.block() }
        try await until { first.isBlocking }
        async let free: Void = store.perform { try $0.run(Self.insert, [.text("free")]) }
        try await until { store.waiting == 1 }
        async let held: Void = store.perform { try $0.run(Self.write, [.text("held")]) }
        try await until { store.waiting == 2 }
        first.open()
        try await busy
        // Would wait for ever if it were answered only with the one that waits.
        try await free
        holder.open()
        try await holding
        try await held
        #expect(try await numbers() == ["free1", "held3"])
        await other.close()
    }

    @Test func `a connection lost within a group is made anew, and each is done once`() async throws {
        let url = url
        let isKilled = Mutex(false)
        let errors = try await together([
            { try $0.run(Self.insert, [.text("a")]) },
            { transaction in
                let process = try transaction.run("SELECT pg_backend_pid() AS pid").first?.int(0)
                let isFirst = isKilled.withLock { killed in
                    defer { killed = true }
                    return !killed
                }
                if isFirst {
                    _ = try PostgresDriver(PostgresAddress(url)).execute(
                        "SELECT pg_terminate_backend(CAST($1 AS INT)) AS done", [.int(process ?? 0)])
                }
                try transaction.run(Self.insert, [.text("b")])
            },
            { try $0.run(Self.insert, [.text("c")]) },
        ])
        #expect(errors == [nil, nil, nil])
        #expect(try await numbers() == ["a1", "b1", "c1"])
    }
}
