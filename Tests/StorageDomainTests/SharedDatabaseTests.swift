import Storage
import TestSupport
import Testing

/// Two stores on one database, as of two servers. On PostgreSQL that is how servers share it; a data folder with SQLite is
/// held by one server, and the rules hold all the same should that lock ever fail.
@Suite("Two stores on one database", .timeLimit(.minutes(5)))
struct SharedDatabaseTests {
    private static let count = 3_000

    /// Runs `body` with two stores on one database.
    private func sharing(
        _ engine: StoreEngine, _ body: (any Store, any Store) async throws -> Void
    ) async throws {
        let database = try TestDatabase(engine)
        let stores = try (0..<2).map { _ in try database.open(StoreContract.migrations, connections: 3) }
        try await body(stores[0], stores[1])
        for store in stores { await store.close() }
        withExtendedLifetime(database) {}
    }

    /// Claims and finishes until nothing is left that nobody has.
    private func work(in store: any Store) async throws -> [String] {
        var done: [String] = []
        while true {
            let claimed = try await store.perform { try $0.claim(kinds: ["push"], limit: 40, now: 1, lease: 100) }
            let finished = try await store.perform { transaction in
                try claimed.filter { try transaction.finish($0) }.map(\.subject)
            }
            #expect(finished.count == claimed.count, "what one claims no other finishes")
            done += finished
            // What another session has locked is passed over, so an empty hand alone says nothing.
            if claimed.isEmpty, try await store.read({ try $0.nextDue(kinds: ["push"]) }) != 0 { return done }
        }
    }

    @Test(arguments: StoreEngine.lasting)
    func `thousands of pieces of work are each done by one of many claimers`(on engine: StoreEngine) async throws {
        try await sharing(engine) { here, there in
            let subjects = (0..<Self.count).map { "device-\($0)" }
            try await here.perform { transaction in
                for subject in subjects {
                    try transaction.enqueue(subject: subject, kind: "push", dueAt: 0, body: "{}", now: 0)
                }
            }
            let done = try await withThrowingTaskGroup(of: [String].self) { group in
                for store in [here, there, here, there, here, there] { group.addTask { try await work(in: store) } }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(done.count == Self.count && Set(done) == Set(subjects))
        }
    }

    @Test(arguments: StoreEngine.lasting)
    func `what one let run out the other takes over, and only the heir can finish it`(on engine: StoreEngine)
        async throws
    {
        try await sharing(engine) { here, there in
            try await here.perform { try $0.enqueue(subject: "a", kind: "push", dueAt: 0, body: "{}", now: 0) }
            let late = try await here.perform { try $0.claim(kinds: ["push"], limit: 1, now: 0, lease: 10) }
            #expect(try await there.perform { try $0.claim(kinds: ["push"], limit: 1, now: 9, lease: 10) } == [])
            let heir = try await there.perform { try $0.claim(kinds: ["push"], limit: 1, now: 10, lease: 10) }
            let (loser, winner) = (try #require(late.first), try #require(heir.first))
            #expect(try await here.perform { try $0.finish(loser) } == false)
            #expect(try await there.perform { try $0.finish(winner) })
        }
    }

    @Test(arguments: StoreEngine.lasting)
    func `units of work through both keep the order of a device, without gap or repeat`(on engine: StoreEngine)
        async throws
    {
        try await sharing(engine) { here, there in
            try await here.perform { try $0.run("INSERT INTO thing (id, number) VALUES ('a', 20)") }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for turn in 0..<200 {
                    let store = turn.isMultiple(of: 2) ? here : there
                    group.addTask { try await step(in: store) }
                }
                try await group.waitForAll()
            }
            let steps = try await there.read { transaction in
                try transaction.run("SELECT number FROM step ORDER BY number").map { try $0.int(0) }
            }
            #expect(steps == Array(21...220))
        }
    }

    /// A device's unit of work in small: its first statement is its lock and its order.
    private func step(in store: any Store) async throws {
        try await store.perform { transaction in
            let rows = try transaction.run("UPDATE thing SET number = number + 1 WHERE id = 'a' RETURNING number")
            let number = try #require(rows.first).int(0)
            try transaction.run("INSERT INTO step (id, number) VALUES ('a', $1)", [.int(number)])
        }
    }
}
