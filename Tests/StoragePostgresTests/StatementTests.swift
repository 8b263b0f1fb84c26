import Storage
import StoragePostgres
import StorageSQLite
import TestSupport
import Testing

/// One SQL for two engines: what one takes and gives, the other takes and gives.
struct StatementTests {
    @Test func `every statement takes the same parameters and gives the same columns on both engines`() async throws {
        let sqlite = try SQLiteStore(inMemoryWith: Schema.migrations)
        let url = try ThrowawayPostgres.database()
        let postgres = try PostgresStore(url: url, connections: 1, migrations: Schema.migrations)
        for statement in StatementCatalog.all {
            let here = await description(of: statement, in: sqlite)
            let there = await description(of: statement, in: postgres)
            guard let here, let there else { continue }
            #expect(here == there, "\(statement.sql)")
        }
        await sqlite.close()
        await postgres.close()
    }

    /// What an engine says of a statement. What it refuses is recorded with its text.
    private func description(of statement: SQLStatement, in store: any Store) async -> StatementDescription? {
        do {
            return try await store.perform { try $0.describe(statement) }
        } catch {
            Issue.record("\(error) in: \(statement.sql)")
            return nil
        }
    }
}
