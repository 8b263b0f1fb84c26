public import Storage
import StoragePostgres
import StorageSQLite
public import Testing

/// What a test's store runs on.
public enum StoreEngine: String, Sendable, CaseIterable, CustomTestStringConvertible {
    /// SQLite in memory.
    case memory
    /// SQLite in a file.
    case file
    /// PostgreSQL.
    case postgres

    /// Those whose database outlives its store: what a server that is started again finds.
    public static let lasting: [StoreEngine] = [.file, .postgres]

    public var testDescription: String {
        switch self {
        case .memory: "SQLite in memory"
        case .file: "SQLite on disk"
        case .postgres: "PostgreSQL"
        }
    }
}

/// An empty database of a test's own, on which any number of stores can be opened. A file is removed with the last reference
/// to this, so whoever uses the stores holds it.
public final class TestDatabase: Sendable {
    private enum Place {
        case memory
        case file(TemporaryDirectory)
        case postgres(url: String)
    }

    private let place: Place

    /// - Throws: `ThrowawayPostgres.Unavailable` where PostgreSQL is wanted and can't be had; a test that needs it fails.
    public init(_ engine: StoreEngine) throws {
        place =
            switch engine {
            case .memory: .memory
            case .file: .file(try TemporaryDirectory())
            case .postgres: .postgres(url: try ThrowawayPostgres.database())
            }
    }

    /// Opens a store with these migrations applied. In memory it is a new database each time.
    public func open(_ migrations: [Migration] = Schema.migrations, connections: Int = 2) throws -> any Store {
        switch place {
        case .memory: try SQLiteStore(inMemoryWith: migrations)
        case .file(let folder): try SQLiteStore(path: folder.path("ratchet.sqlite"), migrations: migrations)
        case .postgres(let url): try PostgresStore(url: url, connections: connections, migrations: migrations)
        }
    }
}
