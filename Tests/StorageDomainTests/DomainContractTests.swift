import Storage
import TestSupport
import Testing

@Suite("The stores by noun")
struct DomainContractTests {
    @Test(arguments: StoreEngine.allCases, DomainContract.facts)
    func it(on engine: StoreEngine, keeps fact: DomainContract.Fact) async throws {
        let database = try TestDatabase(engine)
        let store = try database.open(connections: 1)
        try await fact.check(store)
        await store.close()
        withExtendedLifetime(database) {}
    }
}
