import CSQLite
import Foundation
import GRDB
import GRDBSQLite
import Storage

/// Opens the database: the file and its rights, the connections and their settings.
enum SQLiteFile {
    /// Opens the file, and makes it, readable by its owner alone, where it is missing.
    static func open(_ path: String) throws(StoreError) -> DatabasePool {
        do {
            try prepareLibrary()
            try create(path)
            let pool = try DatabasePool(path: path, configuration: configuration())
            // GRDB lowers this to NORMAL when it switches the writer to WAL; then a power cut loses what was answered.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            return pool
        } catch {
            throw SQLiteFailure.error(error)
        }
    }

    /// Opens a database that lives as long as its only connection.
    static func openInMemory() throws(StoreError) -> DatabaseQueue {
        do {
            try prepareLibrary()
            return try DatabaseQueue(configuration: configuration())
        } catch {
            throw SQLiteFailure.error(error)
        }
    }

    private static func configuration() -> Configuration {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = 4
        // A batch that can't be rolled back is reported to its callers; GRDB would stop the program.
        configuration.allowsUnsafeTransactions = true
        configuration.prepareDatabase { database in
            // 8 MiB, where it is negative; the readers keep SQLite's 2 MiB each.
            if !database.configuration.readonly { try database.execute(sql: "PRAGMA cache_size = -8192") }
            // A write-ahead log that one long read made large is cut back to this.
            try database.execute(sql: "PRAGMA journal_size_limit = \(64 << 20)")
        }
        return configuration
    }

    /// Nobody asks how much memory SQLite uses, and counting it takes a lock around each of its many small allocations. This
    /// can be said only before the first database is opened.
    private static let isCountingMemory: Bool = ratchet_sqlite_count_memory(0) != SQLITE_OK

    /// STRICT tables came with 3.37; RETURNING and UPDATE FROM are older.
    private static func prepareLibrary() throws(StoreError) {
        _ = isCountingMemory
        let version = sqlite3_libversion_number()
        guard version >= 3_037_000 else {
            let found = String(cString: sqlite3_libversion())
            throw StoreError.unavailable("SQLite 3.37 or later is needed; this is \(found)")
        }
    }

    /// The log and the index beside the file get the file's rights from SQLite.
    private static func create(_ path: String) throws {
        let files = FileManager.default
        let directory = URL(filePath: path).deletingLastPathComponent().path
        if !files.fileExists(atPath: directory) {
            try files.createDirectory(
                atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
        if !files.fileExists(atPath: path) {
            guard files.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]) else {
                throw StoreError.unavailable("\(path) can't be created")
            }
        }
        try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    }
}
