import Storage
import StorageSQLite
import TestSupport
import Testing

@Suite("The store contract on SQLite")
struct ContractTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    private func open(_ migrations: [Migration]) throws -> any Store {
        try SQLiteStore(path: directory.path("data/ratchet.sqlite"), migrations: migrations)
    }

    @Test(arguments: StoreContract.facts)
    func file(_ fact: StoreContract.Fact) async throws {
        let store = try open(StoreContract.migrations)
        try await fact.check(store)
        await store.close()
    }

    @Test(arguments: StoreContract.facts)
    func memory(_ fact: StoreContract.Fact) async throws {
        let store = try SQLiteStore(inMemoryWith: StoreContract.migrations)
        try await fact.check(store)
        await store.close()
    }

    @Test func `migrations are applied once`() async throws { try await MigrationContract.areAppliedOnce(open) }
    @Test func `migrations refuse a newer database`() async throws {
        try await MigrationContract.refuseNewerDatabase(open)
    }
    @Test func `migrations refuse changed history`() async throws {
        try await MigrationContract.refuseChangedHistory(open)
    }
    @Test func `migrations fail as a whole`() async throws { try await MigrationContract.failAsAWhole(open) }
    @Test func `migrations check foreign keys`() async throws { try await MigrationContract.checkForeignKeys(open) }
    @Test func `migrations happen once for many servers`() async throws {
        try await MigrationContract.happenOnceForManyServers(open)
    }
}
