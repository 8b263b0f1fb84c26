import CPQ
import Storage

/// One statement, run many times without waiting for each answer: libpq's pipeline mode.
///
/// What was sent is answered in stretches that are short enough for the socket's buffers: a server that can't get rid of its
/// answers reads no further, and then neither side would go on.
struct PostgresBatch {
    /// Statements of one stretch.
    private static let longest = 128
    /// Octets of one stretch, unless one statement alone has more.
    private static let largest = 32 << 10

    private let statement: String
    private let connection: OpaquePointer
    private var waiting = 0
    private var size = 0
    private var changes = 0
    private var failure: PostgresResult?

    /// - Parameter statement: the name under which it was prepared.
    init(_ statement: String, on connection: OpaquePointer) throws(StoreError) {
        (self.statement, self.connection) = (statement, connection)
        guard PQenterPipelineMode(connection) == 1 else {
            throw StoreError.unavailable("the connection to PostgreSQL takes no batch")
        }
    }

    /// Runs it once more. After a failure nothing more is run.
    mutating func add(_ parameters: PostgresParameters) {
        if failure != nil { return }
        if waiting == PostgresBatch.longest || size + parameters.size > PostgresBatch.largest { settle() }
        if failure != nil { return }
        let isSent = parameters.withPointers { count, pointers, lengths, formats in
            PQsendQueryPrepared(connection, statement, count, pointers, lengths, formats, 1) == 1
        }
        guard isSent else {
            settle()
            failure = failure ?? PostgresResult(nil)
            return
        }
        waiting += 1
        size += parameters.size
    }

    /// Waits for all answers: how many rows all runs changed together, or the first that failed.
    mutating func finish() -> (changes: Int, failure: PostgresResult?) {
        settle()
        // Only a connection that is of no more use can't leave the mode.
        if PQexitPipelineMode(connection) == 0, failure == nil { failure = PostgresResult(nil) }
        return (changes, failure)
    }

    /// Reads the answers to everything that was sent.
    private mutating func settle() {
        guard waiting > 0 else { return }
        guard PQpipelineSync(connection) == 1 else {
            failure = failure ?? PostgresResult(nil)
            return
        }
        for _ in 0..<waiting where !take() { break }
        // The answer to the sync itself.
        if PQstatus(connection) != CONNECTION_BAD { _ = PostgresResult(PQgetResult(connection)) }
        (waiting, size) = (0, 0)
    }

    /// One statement's answer, and the null that ends it. False when no more will come.
    private mutating func take() -> Bool {
        let result = PostgresResult(PQgetResult(connection))
        if result.isSuccess { changes += result.changes } else if failure == nil { failure = result }
        if PQstatus(connection) == CONNECTION_BAD { return false }
        while let rest = PQgetResult(connection) { PQclear(rest) }
        return true
    }
}
