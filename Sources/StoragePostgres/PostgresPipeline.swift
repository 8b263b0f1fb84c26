import CPQ
import Storage

/// Statements that are sent together and answered one after the other: libpq's pipeline mode.
///
/// What was sent is answered in stretches that are short enough for the socket's buffers: a server that can't get rid of its
/// answers reads no further, and then neither side would go on.
struct PostgresPipeline {
    /// What came of it.
    struct Outcome {
        /// The answers that somebody wants, in order; up to the failure, where there was one.
        var answers: [PostgresResult] = []
        /// How many were run.
        var done = 0
        /// How many rows all of them changed together.
        var changes = 0
        /// The first that failed. Nothing after it was run.
        var failure: PostgresResult?
        /// Whether the last one failed, or was sent and may have been run.
        var hasReachedLast = false
    }

    /// Statements of one stretch.
    private static let longest = 128
    /// Octets of one stretch, unless one statement alone has more.
    private static let largest = 32 << 10

    private let connection: OpaquePointer
    /// For each that was sent and is not answered: whether somebody wants its answer.
    private var waiting: [Bool] = []
    private var size = 0
    private var outcome = Outcome()

    init(on connection: OpaquePointer) throws(StoreError) {
        self.connection = connection
        guard PQenterPipelineMode(connection) == 1 else {
            throw StoreError.unavailable("the connection to PostgreSQL takes no batch")
        }
    }

    /// Runs one more. After a failure nothing more is run.
    ///
    /// - Parameter statement: the name under which it was prepared.
    mutating func add(
        _ statement: String, _ parameters: PostgresParameters, isWanted: Bool, isLast: Bool = false
    ) {
        if outcome.failure != nil { return }
        if waiting.count == PostgresPipeline.longest || size + parameters.size > PostgresPipeline.largest { settle() }
        if outcome.failure != nil { return }
        if isLast { outcome.hasReachedLast = true }
        let isSent = parameters.withPointers { count, pointers, lengths, formats in
            PQsendQueryPrepared(connection, statement, count, pointers, lengths, formats, 1) == 1
        }
        guard isSent else {
            settle()
            outcome.failure = outcome.failure ?? PostgresResult(nil)
            return
        }
        waiting.append(isWanted)
        size += parameters.size
    }

    /// Waits for all answers.
    mutating func finish() -> Outcome {
        settle()
        // Only a connection that is of no more use can't leave the mode.
        if PQexitPipelineMode(connection) == 0, outcome.failure == nil { outcome.failure = PostgresResult(nil) }
        return outcome
    }

    /// Reads the answers to everything that was sent.
    private mutating func settle() {
        guard !waiting.isEmpty else { return }
        guard PQpipelineSync(connection) == 1 else {
            outcome.failure = outcome.failure ?? PostgresResult(nil)
            return
        }
        for (index, isWanted) in waiting.enumerated() where !take(isWanted, isLast: index == waiting.count - 1) {
            break
        }
        // The answer to the sync itself.
        if PQstatus(connection) != CONNECTION_BAD { _ = PostgresResult(PQgetResult(connection)) }
        waiting.removeAll(keepingCapacity: true)
        size = 0
    }

    /// One statement's answer, and the null that ends it. False when no more will come.
    private mutating func take(_ isWanted: Bool, isLast: Bool) -> Bool {
        let result = PostgresResult(PQgetResult(connection))
        if result.isSuccess {
            outcome.done += 1
            outcome.changes += result.changes
            if isWanted, outcome.failure == nil { outcome.answers.append(result) }
        } else if outcome.failure == nil {
            outcome.failure = result
            // A statement before the last has failed, and the server says so: the last was not run.
            if PQstatus(connection) != CONNECTION_BAD, !isLast { outcome.hasReachedLast = false }
        }
        if PQstatus(connection) == CONNECTION_BAD { return false }
        while let rest = PQgetResult(connection) { PQclear(rest) }
        return true
    }
}
