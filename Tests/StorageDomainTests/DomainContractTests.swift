import Storage
import StoragePostgres
import StorageSQLite
import TestSupport
import Testing

@Suite("The stores by noun, on SQLite")
struct SQLiteDomainTests {
    @Test(arguments: DomainContract.facts)
    func memory(_ fact: DomainContract.Fact) async throws {
        let store = try SQLiteStore(inMemoryWith: Schema.migrations)
        try await fact.check(store)
        await store.close()
    }
}

@Suite(
    "The stores by noun, on PostgreSQL", .enabled(if: ThrowawayPostgres.isWanted, "\(ThrowawayPostgres.notInstalled)"))
struct PostgresDomainTests {
    @Test(arguments: DomainContract.facts)
    func postgres(_ fact: DomainContract.Fact) async throws {
        let store = try PostgresStore(url: ThrowawayPostgres.database(), connections: 1, migrations: Schema.migrations)
        try await fact.check(store)
        await store.close()
    }
}
