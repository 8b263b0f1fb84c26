public import Storage

/// The store in a PostgreSQL database, which several servers may share.
///
/// Units of work run on a few connections, each with a thread that blocks: as transactions (READ COMMITTED) of their own, and where
/// many wait, some of them in one. Reads are READ ONLY snapshots (REPEATABLE READ) on the same connections. One more, made when
/// somebody listens or announces, is for what the servers let each other know.
public final class PostgresStore: Store {
    private let queue = WorkQueue()
    private let threads = WorkerThreads()
    private let address: PostgresAddress
    private let board: PostgresBoard
    private let messenger = WorkerThreads()

    /// Connects, brings the database to the schema of `migrations`, and starts the connections' threads.
    ///
    /// Blocks until the server has answered, at most a few seconds per address.
    /// - Parameters:
    ///   - url: such as `postgres://user@host/database`; libpq's `key=value` form is taken too.
    ///   - connections: how many units of work run at once; at least one.
    public init(url: String, connections: Int = 4, migrations: [Migration]) throws(StoreError) {
        let address = try PostgresAddress(url)
        (self.address, board) = (address, try PostgresBoard())
        try MigrationRunner.migrate(PostgresDriver(address), migrations)
        let connections = max(1, connections)
        for number in 1...connections {
            threads.start("postgres-\(number)") { [queue] in
                PostgresWorker(address).serve(queue, among: connections)
            }
        }
    }

    deinit {
        queue.close()
        board.close()
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

    public func announce(_ kinds: Set<String>) {
        if board.leave(kinds) { startMessenger() }
    }

    public func listen(_ ear: @escaping @Sendable (Announcement) -> Void) {
        if board.add(ear) { startMessenger() }
    }

    public func close() async {
        queue.close()
        await threads.join()
        board.close()
        await messenger.join()
    }

    /// The thread holds the board, not the store: a store that is let go ends its thread.
    private func startMessenger() {
        messenger.start("postgres-messenger") { [address, board] in PostgresMessenger(address, board).serve() }
    }
}
