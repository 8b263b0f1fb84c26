import CPQ
import Foundation
package import Storage

/// One connection to PostgreSQL, blocking, used by one thread at a time.
package final class PostgresDriver: SQLDriver {
    /// What the server knows about a statement that it prepared.
    private struct Prepared {
        let name: String
        let parameters: [PostgresType]
        let columnNames: [String]
    }

    /// More statements than any program has; one beyond is prepared anew for each run.
    private static let cacheLimit = 1000

    let connection: OpaquePointer
    private var cache: [SQLStatement: Prepared] = [:]

    package private(set) var changes = 0

    /// The failure after which the transaction can't go on, until the next one begins.
    private(set) var doom: PostgresFailure?

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

    /// Starts a transaction. Where that can't be done, such as for writing on a server that stands by for another, it is the
    /// server that is of no use, not the statement.
    func begin(_ access: WorkAccess) throws(StoreError) {
        doom = nil
        do {
            switch access {
            case .write: try execute("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE")
            case .read: try execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            }
        } catch {
            throw .unavailable(error.detail)
        }
    }

    package func execute(_ statement: SQLStatement, _ parameters: [SQLValue]) throws(StoreError) -> [SQLRow] {
        let prepared = try prepare(statement)
        let result = try run(prepared, parameters)
        changes = result.changes
        return try result.rows()
    }

    package func executeEach(_ statement: SQLStatement, _ parameters: [[SQLValue]]) throws(StoreError) {
        let prepared = try prepare(statement)
        var batch = try PostgresBatch(prepared.name, on: connection)
        do throws(StoreError) {
            for list in parameters { batch.add(try PostgresParameters(list, as: prepared.parameters)) }
        } catch {
            _ = batch.finish()
            throw error
        }
        let outcome = batch.finish()
        if let failed = outcome.failure { throw failure(of: failed) }
        changes = outcome.changes
    }

    package func describe(_ statement: SQLStatement) throws(StoreError) -> StatementDescription {
        let prepared = try prepare(statement)
        return StatementDescription(parameterCount: prepared.parameters.count, columnNames: prepared.columnNames)
    }

    private func run(_ prepared: Prepared, _ values: [SQLValue]) throws(StoreError) -> PostgresResult {
        let parameters = try PostgresParameters(values, as: prepared.parameters)
        return try checked(
            parameters.withPointers { count, pointers, lengths, formats in
                PQexecPrepared(connection, prepared.name, count, pointers, lengths, formats, 1)
            })
    }

    private func prepare(_ statement: SQLStatement) throws(StoreError) -> Prepared {
        if let prepared = cache[statement] { return prepared }
        let isKept = cache.count < Self.cacheLimit
        let name = isKept ? "s\(cache.count)" : ""
        _ = try checked(PQprepare(connection, name, dialect.render(statement.sql), 0, nil))
        let result = try checked(PQdescribePrepared(connection, name))
        _ = try result.columnTypes()
        let prepared = Prepared(
            name: name, parameters: try result.parameterTypes(), columnNames: result.columnNames())
        if isKept { cache[statement] = prepared }
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
        if failure.consequence != .ordinary { doom = failure }
        return failure.error
    }
}
