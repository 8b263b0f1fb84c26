public import Storage

/// The store in a PostgreSQL database, which several servers may share.
///
/// Each unit of work is a transaction of its own (READ COMMITTED) on one of a few connections, each with a thread that
/// blocks; reads are READ ONLY snapshots (REPEATABLE READ) on the same connections.
public final class PostgresStore: Store {
    private let queue = WorkQueue()
    private let threads = WorkerThreads()

    /// Connects, brings the database to the schema of `migrations`, and starts the connections' threads.
    ///
    /// Blocks until the server has answered, at most a few seconds per address.
    /// - Parameters:
    ///   - url: such as `postgres://user@host/database`; libpq's `key=value` form is taken too.
    ///   - connections: how many units of work run at once; at least one.
    public init(url: String, connections: Int = 4, migrations: [Migration]) throws(StoreError) {
        let address = try PostgresAddress(url)
        try MigrationRunner.migrate(PostgresDriver(address), migrations)
        for number in 1...max(1, connections) {
            threads.start("postgres-\(number)") { [queue] in PostgresWorker(address).serve(queue) }
        }
    }

    deinit {
        queue.close()
    }

    /// How many units of work wait for a connection.
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
        try await queue.submit(weight: 1024, access: .read, work)
    }

    public func close() async {
        queue.close()
        await threads.join()
    }
}
