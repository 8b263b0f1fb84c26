public import Storage
public import Testing

/// What every engine's store does, as facts that each engine's tests run one by one.
public enum StoreContract {
    /// One fact and the proof of it, which gets an empty store with ``migrations`` applied.
    public struct Fact: Sendable, CustomTestStringConvertible {
        /// The fact in words.
        public let testDescription: String
        /// Proves it, or records what is wrong.
        public let check: @Sendable (any Store) async throws -> Void

        init(_ words: String, _ check: @escaping @Sendable (any Store) async throws -> Void) {
            testDescription = words
            self.check = check
        }
    }

    /// All facts.
    public static let facts = units + failures + values + outbox + claims + concurrency

    /// The schema that the facts need.
    public static let migrations = [
        OutboxSchema.migration,
        Migration(
            name: "contract-1",
            statements: [
                """
                CREATE TABLE thing (
                    id {text} NOT NULL PRIMARY KEY,
                    number {int} NOT NULL CHECK (number <> 13),
                    body {bytes},
                    note {text},
                    parent {text} REFERENCES thing (id)
                ) {strict}
                """,
                """
                CREATE TABLE step (
                    id {text} NOT NULL, number {int} NOT NULL, PRIMARY KEY (id, number)
                ) {strict}
                """,
            ]),
    ]

    static let insert = SQLStatement("INSERT INTO thing (id, number) VALUES ($1, $2)")
    static let ids = SQLStatement("SELECT id FROM thing ORDER BY id")

    /// Expects these to be the ids of all things, in order.
    static func expect(
        _ wanted: [String], in store: any Store, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let found = try await things(in: store)
        #expect(found == wanted, sourceLocation: sourceLocation)
    }

    /// The ids of all things, in order.
    static func things(in store: any Store) async throws -> [String] {
        try await store.read { transaction in try transaction.run(ids).map { try $0.text(0) } }
    }
}

/// An error of a test's own, to see that it comes through as it is.
struct Refusal: Error, Equatable {}
