import CPQ
import Foundation
package import Storage

/// One connection to PostgreSQL, blocking, used by one thread at a time.
package final class PostgresDriver: SQLDriver {
    /// What the server knows about a statement that it prepared.
    private struct Prepared {
        let name: String
        let parameters: [PostgresType]
        let columns: [PostgresType]
        let columnNames: [String]
    }

    /// What waits to be sent with whatever is sent next.
    private struct Held {
        let name: String
        let parameters: PostgresParameters
    }

    let connection: OpaquePointer
    private var cache: [SQLStatement: Prepared] = [:]
    private var held: [Held] = []
    private var heldSize = 0
    /// More octets than this are not held back.
    private static let mostHeld = 1 << 20
    /// How many of those that are held back are the beginning of the transaction; 0 when the server has heard of it.
    private var beginning = 0

    package private(set) var changes = 0

    /// Rises with whatever may have changed a row.
    private(set) var traces = 0

    /// The failure after which the transaction can't go on, until the next one begins.
    private(set) var doom: PostgresFailure?

    /// Whether anything has failed since the transaction began: it takes nothing more, unless a savepoint is gone back to.
    private(set) var isSpoilt = false

    /// Connects and sets the session up.
    package init(_ address: PostgresAddress) throws(StoreError) {
        connection = try address.connect()
        // Notices such as "relation exists, skipping" would go to standard error.
        _ = PQsetNoticeReceiver(connection, { _, _ in }, nil)
        for setting in PostgresAddress.settings { try execute(setting) }
    }

    deinit {
        PQfinish(connection)
    }

    package var dialect: SQLDialect { .postgres }

    package var isLost: Bool { doom != nil }

    /// Starts a transaction, with the first statement that is sent.
    func begin(_ access: WorkAccess) throws(StoreError) {
        switch access {
        case .write: try begin(with: [PostgresDriver.beginWriting])
        case .read: try begin(with: ["BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"])
        }
    }

    /// Starts a transaction of many units of work, which waits for no row longer than others can wait for its own.
    func beginGroup() throws(StoreError) {
        try begin(with: [PostgresDriver.beginWriting, "SET LOCAL lock_timeout = 50"])
    }

    private static let beginWriting: SQLStatement = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"

    private func begin(with statements: [SQLStatement]) throws(StoreError) {
        (doom, isSpoilt) = (nil, false)
        held = []
        heldSize = 0
        for statement in statements { try hold(prepare(statement), []) }
        beginning = statements.count
    }

    /// How a transaction ended.
    enum Ending {
        case committed
        /// Nothing of it will ever be there.
        case refused(StoreError)
        /// The commit was sent, and whether it was done is not known.
        case unknown(StoreError)
    }

    /// Sends what was held back, and with it the commit.
    func commit() -> Ending {
        if beginning > 0, held.count == beginning { return .committed }
        do {
            // Should the connection have been lost since it was used last, that is found before the commit is sent.
            if beginning > 0 { try settle() }
            let commit = try prepare("COMMIT")
            let outcome = try exchange([Held(name: commit.name, parameters: PostgresParameters([], as: []))])
            guard let failed = outcome.failure else { return .committed }
            let error = failure(of: failed)
            return outcome.hasReachedLast ? .unknown(error) : .refused(error)
        } catch {
            return .refused(error)
        }
    }

    /// Leaves the transaction. One that the server has not heard of is left by forgetting it.
    func rollBack() throws(StoreError) {
        held = []
        if beginning == 0 { _ = try execute("ROLLBACK", []) }
    }

    package func execute(_ statement: SQLStatement, _ parameters: [SQLValue]) throws(StoreError) -> [SQLRow] {
        let prepared = try prepare(statement)
        let values = try PostgresParameters(parameters, as: prepared.parameters)
        let result =
            held.isEmpty ? try run(prepared, values) : try send([Held(name: prepared.name, parameters: values)])[0]
        changes = result.changes
        traces += changes
        return result.rows(prepared.columns)
    }

    package func executeAll(_ requests: [SQLRequest]) throws(StoreError) -> [[SQLRow]] {
        if requests.isEmpty { return [] }
        let prepared = try requests.map { request throws(StoreError) in try prepare(request.statement) }
        var wanted: [Held] = []
        for (request, prepared) in zip(requests, prepared) {
            let values = try PostgresParameters(request.parameters, as: prepared.parameters)
            wanted.append(Held(name: prepared.name, parameters: values))
        }
        let results = try send(wanted)
        changes = results.last?.changes ?? 0
        traces += results.reduce(0) { $0 + $1.changes }
        return zip(results, prepared).map { $0.rows($1.columns) }
    }

    package func executeEach(_ statement: SQLStatement, _ parameters: [[SQLValue]]) throws(StoreError) {
        try settle()
        let prepared = try prepare(statement)
        traces += parameters.count
        for list in parameters { try hold(prepared, list) }
        let outcome = try exchange([])
        if let failed = outcome.failure { throw failure(of: failed) }
        changes = outcome.changes
    }

    package func write(_ statement: SQLStatement, _ parameters: [[SQLValue]]) throws(StoreError) {
        let prepared = try prepare(statement)
        traces += parameters.count
        for list in parameters {
            try hold(prepared, list)
            if heldSize > PostgresDriver.mostHeld { try settle() }
        }
    }

    /// Runs what was held back. A transaction of which nothing was sent yet need not begin.
    private func settle() throws(StoreError) {
        if held.count == beginning { return }
        _ = try send([])
    }

    package func describe(_ statement: SQLStatement) throws(StoreError) -> StatementDescription {
        let prepared = try prepare(statement)
        return StatementDescription(parameterCount: prepared.parameters.count, columnNames: prepared.columnNames)
    }

    private func hold(_ prepared: Prepared, _ list: [SQLValue]) throws(StoreError) {
        let values = try PostgresParameters(list, as: prepared.parameters)
        held.append(Held(name: prepared.name, parameters: values))
        heldSize += values.size
    }

    private func run(_ prepared: Prepared, _ parameters: PostgresParameters) throws(StoreError) -> PostgresResult {
        try checked(
            parameters.withPointers { count, pointers, lengths, formats in
                PQexecPrepared(connection, prepared.name, count, pointers, lengths, formats, 1)
            })
    }

    /// Sends what was held back and these; their answers.
    private func send(_ wanted: [Held]) throws(StoreError) -> [PostgresResult] {
        let outcome = try exchange(wanted)
        if let failed = outcome.failure { throw failure(of: failed) }
        guard outcome.answers.count == wanted.count else {
            throw StoreError.unavailable("PostgreSQL left a statement unanswered")
        }
        return outcome.answers
    }

    private func exchange(_ wanted: [Held]) throws(StoreError) -> PostgresPipeline.Outcome {
        var pipeline = try PostgresPipeline(on: connection)
        for each in held { pipeline.add(each.name, each.parameters, isWanted: false) }
        for (index, each) in wanted.enumerated() {
            pipeline.add(each.name, each.parameters, isWanted: true, isLast: index == wanted.count - 1)
        }
        let hasBegin = beginning > 0
        held.removeAll(keepingCapacity: true)
        (heldSize, beginning) = (0, 0)
        let outcome = pipeline.finish()
        if hasBegin, outcome.done == 0, let failed = outcome.failure {
            // Such as for writing on a server that stands by for another: it is the server that is of no use, not the
            // statement.
            throw .unavailable(failure(of: failed).detail)
        }
        return outcome
    }

    private func prepare(_ statement: SQLStatement) throws(StoreError) -> Prepared {
        // Statements are constants, so there are never more than the program has.
        if let prepared = cache[statement] { return prepared }
        let name = "s\(cache.count)"
        _ = try checked(PQprepare(connection, name, dialect.render(statement.sql), 0, nil))
        let result = try checked(PQdescribePrepared(connection, name))
        let prepared = Prepared(
            name: name, parameters: try result.parameterTypes(), columns: try result.columnTypes(),
            columnNames: result.columnNames())
        cache[statement] = prepared
        return prepared
    }

    private func checked(_ pointer: OpaquePointer?) throws(StoreError) -> PostgresResult {
        let result = PostgresResult(pointer)
        if result.isSuccess { return result }
        throw failure(of: result)
    }

    /// What a failed result means, for the statement and for the transaction.
    private func failure(of result: PostgresResult) -> StoreError {
        let failure = PostgresFailure(result, on: connection)
        isSpoilt = true
        if failure.consequence != .ordinary { doom = failure }
        return failure.error
    }
}
