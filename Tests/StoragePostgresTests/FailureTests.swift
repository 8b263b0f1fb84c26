import Storage
import StoragePostgres
import Synchronization
import TestSupport
import Testing

/// What PostgreSQL refuses, over the wire, and what the store makes of it.
@Suite("PostgreSQL's failures", .timeLimit(.minutes(5)))
struct FailureTests {
    private let url: String
    private let store: PostgresStore

    init() throws {
        url = try ThrowawayPostgres.database()
        store = try PostgresStore(url: url, connections: 1, migrations: StoreContract.migrations)
    }

    /// SQLSTATEs that a table of ours, a full disk or a shutdown gives, by what becomes of them.
    private static let meanings: [(states: [String], error: StoreError)] = [
        (["23505", "23503", "23514", "23502", "23P01"], .conflict()),
        (["55P03", "57014", "53200", "53400"], .busy()),
        (["53100"], .full()),
        (["25006", "28000", "28P01", "3D000", "53000", "53300", "58000", "58030"], .unavailable()),
        (["08006", "57P01", "57P02", "57P03", "25P03"], .unavailable()),
        (["22001", "22P02", "2F002", "42601", "42P01", "42501", "XX000", "XX001", "P0001"], .corrupt()),
    ]

    @Test(arguments: meanings.flatMap { row in row.states.map { ($0, row.error) } })
    func `a SQLSTATE is the error that it means, and the store lives on`(state: String, error: StoreError) async throws
    {
        let raise = SQLStatement("DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '\(state)'; END $$")
        await #expect(throws: error) { try await store.perform { try $0.run(raise) } }
        #expect(try await store.read { try $0.run("SELECT id FROM thing") } == [])
        await store.close()
    }

    @Test(arguments: ["40001", "40P01"])
    func `what others get in the way of is tried again, but not for ever`(state: String) async throws {
        let raise = SQLStatement("DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '\(state)'; END $$")
        let tries = Mutex(0)
        await #expect(throws: StoreError.busy()) {
            try await store.perform { transaction in
                tries.withLock { $0 += 1 }
                try transaction.run(raise)
            }
        }
        #expect(tries.withLock { $0 } == 8)
        await store.close()
    }

    @Test func `a unit of work that was overtaken is done again on what the other left`() async throws {
        try await store.perform { try $0.run("INSERT INTO thing (id, number) VALUES ('a', 20)") }
        let url = url
        let tries = Mutex(0)
        try await store.perform { transaction in
            // PostgreSQL refuses (40001) to change what another has changed since the snapshot.
            try transaction.run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            let read = try transaction.run("SELECT number FROM thing").first?.int(0) ?? 0
            let isFirst = tries.withLock { tries in
                tries += 1
                return tries == 1
            }
            if isFirst { try PostgresDriver(PostgresAddress(url)).execute("UPDATE thing SET number = 30") }
            try transaction.run("UPDATE thing SET number = $1", [.int(read + 1)])
        }
        #expect(tries.withLock { $0 } == 2)
        #expect(try await store.read { try $0.run("SELECT number FROM thing") } == [SQLRow([.int(31)])])
        await store.close()
    }

    @Test func `what waits too long for a lock, or runs too long, is busy`() async throws {
        try await store.perform { try $0.run("INSERT INTO thing (id, number) VALUES ('a', 20)") }
        let other = try PostgresDriver(PostgresAddress(url))
        try other.execute("BEGIN")
        try other.execute("UPDATE thing SET number = 21")
        await #expect(throws: StoreError.busy()) {
            try await store.perform { transaction in
                try transaction.run("SET LOCAL lock_timeout = 1")
                try transaction.run("UPDATE thing SET number = 22")
            }
        }
        await #expect(throws: StoreError.busy()) {
            try await store.perform { transaction in
                try transaction.run("SET LOCAL statement_timeout = 1")
                try transaction.run("UPDATE thing SET number = 23")
            }
        }
        try other.execute("ROLLBACK")
        await store.close()
    }

    @Test func `a server without a free connection is unavailable until there is one`() async throws {
        let guarded = try ThrowawayPostgres.database(password: "x")
        let address = try PostgresAddress(guarded.url(password: "x"))
        try PostgresDriver(PostgresAddress(url)).execute("ALTER ROLE \(guarded.name) CONNECTION LIMIT 1")
        do {
            let only = try PostgresDriver(address)
            let refusal = #expect(throws: StoreError.self) { try PostgresDriver(address) }
            #expect(refusal == .unavailable() && refusal?.detail.contains("too many connections") == true)
            withExtendedLifetime(only) {}
        }
        // The server has to notice first that the last connection has gone.
        try await until { (try? PostgresDriver(address)) != nil }
    }

    @Test func `a statement is prepared once for a connection, with the types of its parameters`() async throws {
        for number in 1...3 {
            try await store.perform {
                try $0.run("INSERT INTO thing (id, number) VALUES ($1, $2)", [.text("\(number)"), .int(20)])
            }
        }
        let prepared = SQLStatement(
            """
            SELECT CAST(parameter_types AS TEXT) AS types FROM pg_prepared_statements
            WHERE statement LIKE 'INSERT INTO thing%'
            """)
        #expect(try await store.read { try $0.run(prepared) } == [SQLRow([.text("{text,bigint}")])])
        await store.close()
    }
}
