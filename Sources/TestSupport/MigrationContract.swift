public import Storage
import Testing

/// What every engine does with migrations. The proofs open one database again and again.
public enum MigrationContract {
    /// Opens the same database with these migrations.
    public typealias Opener = @Sendable ([Migration]) async throws -> any Store

    private static let first = Migration(
        name: "first", statements: ["CREATE TABLE a (id {text} NOT NULL PRIMARY KEY, body {bytes}) {strict}"])
    private static let second = Migration(
        name: "second",
        statements: ["INSERT INTO a (id) VALUES ('from the second')", "ALTER TABLE a ADD COLUMN number {int}"])

    /// Migrations are applied in order, each once, and what they wrote stays.
    public static func areAppliedOnce(_ open: Opener) async throws {
        try await open([first]).close()
        for _ in 0..<2 {
            let store = try await open([first, second])
            let rows = try await store.read { try $0.run("SELECT id, number FROM a") }
            #expect(rows == [SQLRow([.text("from the second"), .null])])
            await store.close()
        }
    }

    /// A database that a newer program has migrated is refused, and not touched.
    public static func refuseNewerDatabase(_ open: Opener) async throws {
        try await open([first, second]).close()
        await #expect(throws: StoreError.corrupt()) { try await open([first]) }
        try await open([first, second]).close()
    }

    /// A migration that was edited after it was applied is refused, and so is one put before it.
    public static func refuseChangedHistory(_ open: Opener) async throws {
        try await open([first]).close()
        let edited = Migration(name: "first", statements: first.statements + ["CREATE TABLE b (id {text}) {strict}"])
        await #expect(throws: StoreError.corrupt()) { try await open([edited]) }
        await #expect(throws: StoreError.corrupt()) { try await open([second, first]) }
        try await open([first]).close()
    }

    /// A migration that fails leaves nothing, and those before it stay.
    public static func failAsAWhole(_ open: Opener) async throws {
        let broken = Migration(
            name: "broken",
            statements: ["CREATE TABLE b (id {text} NOT NULL) {strict}", "INSERT INTO b (id) VALUES (NULL)"])
        await #expect(throws: StoreError.conflict()) { try await open([first, broken]) }
        let mended = Migration(name: "broken", statements: ["CREATE TABLE b (id {text}) {strict}"])
        let store = try await open([first, mended])
        #expect(try await store.read { try $0.run("SELECT id FROM b") } == [])
        await store.close()
    }

    /// A migration that leaves a foreign key pointing nowhere is refused.
    public static func checkForeignKeys(_ open: Opener) async throws {
        let dangling = Migration(
            name: "dangling",
            statements: [
                "CREATE TABLE child (id {text} NOT NULL REFERENCES a (id)) {strict}",
                "INSERT INTO child (id) VALUES ('nobody')",
            ])
        await #expect(throws: StoreError.conflict()) { try await open([first, dangling]) }
        let store = try await open([first])
        await #expect(throws: StoreError.corrupt()) { try await store.read { try $0.run("SELECT id FROM child") } }
        await store.close()
    }

    /// Several servers that start at once migrate once.
    public static func happenOnceForManyServers(_ open: @escaping Opener) async throws {
        let stores = try await withThrowingTaskGroup(of: (any Store).self) { group in
            for _ in 0..<4 { group.addTask { try await open([first, second]) } }
            return try await group.reduce(into: [any Store]()) { $0.append($1) }
        }
        for store in stores {
            #expect(try await store.read { try $0.run("SELECT id FROM a").count } == 1)
            await store.close()
        }
    }
}
