import Storage
import StoragePostgres
import TestSupport
import Testing

@Suite("The store contract on PostgreSQL")
struct ContractTests {
    /// Opens one database of this test's own, however often it is called.
    private func opener() throws -> MigrationContract.Opener {
        let url = try ThrowawayPostgres.database()
        return { try PostgresStore(url: url, connections: 2, migrations: $0) }
    }

    @Test(arguments: StoreContract.facts)
    func postgres(_ fact: StoreContract.Fact) async throws {
        let store = try PostgresStore(url: ThrowawayPostgres.database(), migrations: StoreContract.migrations)
        try await fact.check(store)
        await store.close()
    }

    @Test func `migrations are applied once`() async throws { try await MigrationContract.areAppliedOnce(opener()) }
    @Test func `migrations refuse a newer database`() async throws {
        try await MigrationContract.refuseNewerDatabase(opener())
    }
    @Test func `migrations refuse changed history`() async throws {
        try await MigrationContract.refuseChangedHistory(opener())
    }
    @Test func `migrations fail as a whole`() async throws { try await MigrationContract.failAsAWhole(opener()) }
    @Test func `migrations check foreign keys`() async throws {
        try await MigrationContract.checkForeignKeys(opener())
    }
    @Test func `migrations happen once for many servers`() async throws {
        try await MigrationContract.happenOnceForManyServers(opener())
    }
}
