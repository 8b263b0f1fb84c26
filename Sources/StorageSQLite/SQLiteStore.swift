import GRDB
public import Storage

/// The store in one SQLite file, for a server that is one process.
///
/// Write-ahead log, full synchronisation: what ``perform(weight:_:)`` returned from survives a power cut. Units of work
/// are committed in groups; see ``GroupCommit``. Reads run beside them on connections of their own.
public final class SQLiteStore: Store {
    private let database: any DatabaseWriter
    private let queue: WorkQueue
    private let threads = WorkerThreads()
    private let reads = ReadGate()

    /// Opens the file at `path` and brings it to the schema of `migrations`.
    ///
    /// Makes the file (mode 0600) and its directory (mode 0700) where they are missing.
    public convenience init(path: String, migrations: [Migration]) throws(StoreError) {
        try self.init(SQLiteFile.open(path), migrations)
    }

    /// Opens a store that is gone when it is closed. It has one connection, so reads wait for writes.
    public convenience init(inMemoryWith migrations: [Migration]) throws(StoreError) {
        try self.init(SQLiteFile.openInMemory(), migrations)
    }

    private init(
        _ database: any DatabaseWriter, _ migrations: [Migration], limits: WorkQueue.Limits = .standard
    ) throws(StoreError) {
        do {
            try database.writeWithoutTransaction { try MigrationRunner.migrate(SQLiteDriver($0), migrations) }
        } catch {
            throw SQLiteFailure.error(error)
        }
        let queue = WorkQueue(limits: limits)
        self.database = database
        self.queue = queue
        // The thread holds the queue and the database, not the store: a store that is let go ends its thread.
        threads.start("sqlite-writer") { GroupCommit.serve(queue, on: database) }
    }

    deinit {
        queue.close()
    }

    /// How many units of work wait for the writer.
    public var waiting: Int { queue.count }

    @discardableResult
    public func perform<Outcome: Sendable>(
        weight: Int, _ work: @escaping @Sendable (inout StoreTransaction) throws -> Outcome
    ) async throws -> Outcome {
        try await queue.submit(weight: weight, access: .write, work)
    }

    public func read<Outcome: Sendable>(
        _ work: @escaping @Sendable (inout StoreTransaction) throws -> Outcome
    ) async throws -> Outcome {
        try reads.enter()
        defer { reads.leave() }
        do {
            return try await database.read { try UnitConnection.run(work, on: SQLiteDriver($0)) }
        } catch let error as DatabaseError {
            throw SQLiteFailure.error(error)
        } catch let error as StoreError where Task.isCancelled && error == .unavailable() {
            // A cancelled read is interrupted in the middle of a statement.
            throw CancellationError()
        }
    }

    public func close() async {
        queue.close()
        await threads.join()
        await reads.close()
        try? database.close()
    }
}
