import GRDB
import GRDBSQLite
import Storage

/// Runs statements on one SQLite connection, inside one access that GRDB granted.
///
/// GRDB opens the connection, guards it and keeps the cache of prepared statements; binding and stepping are SQLite's
/// own calls, so that no conversion of GRDB's comes between.
final class SQLiteDriver: SQLDriver {
    private let database: Database
    /// In front of GRDB's own, which looks statements up by their text.
    private var known: [SQLStatement: PreparedStatement] = [:]
    private(set) var changes = 0

    /// What last went wrong, for the batch that finds its transaction gone.
    private(set) var lastFailure: StoreError?

    init(_ database: Database) {
        self.database = database
    }

    /// What went wrong in one batch is no reason for the next.
    func forgetFailure() { lastFailure = nil }

    var dialect: SQLDialect { .sqlite }

    var isLost: Bool { !database.isInsideTransaction }

    /// How many rows this connection has ever changed, those included that were taken back.
    var totalChanges: Int32 { sqlite3_total_changes(database.sqliteConnection) }

    func execute(_ statement: SQLStatement, _ parameters: [SQLValue]) throws(StoreError) -> [SQLRow] {
        try noting { () throws(StoreError) in
            let prepared = try prepare(statement)
            return try run(prepared, parameters)
        }
    }

    func executeEach(_ statement: SQLStatement, _ parameters: [[SQLValue]]) throws(StoreError) {
        try noting { () throws(StoreError) in
            let prepared = try prepare(statement)
            var sum = 0
            for list in parameters {
                _ = try run(prepared, list)
                sum += changes
            }
            changes = sum
        }
    }

    func describe(_ statement: SQLStatement) throws(StoreError) -> StatementDescription {
        let prepared = try prepare(statement)
        return StatementDescription(parameterCount: try prepared.parameterCount(), columnNames: prepared.columnNames)
    }

    private func run(_ prepared: PreparedStatement, _ parameters: [SQLValue]) throws(StoreError) -> [SQLRow] {
        defer { prepared.reset() }
        let before = totalChanges
        try prepared.bind(parameters)
        let rows = try prepared.rows()
        // SQLite keeps the last count across statements that change nothing.
        let unchanged = totalChanges == before
        changes = unchanged ? 0 : Int(sqlite3_changes(database.sqliteConnection))
        return rows
    }

    private func prepare(_ statement: SQLStatement) throws(StoreError) -> PreparedStatement {
        if let prepared = known[statement] { return prepared }
        do {
            let cached = try database.cachedStatement(sql: dialect.render(statement.sql))
            let prepared = PreparedStatement(cached, on: database.sqliteConnection)
            known[statement] = prepared
            return prepared
        } catch {
            throw SQLiteFailure.error(error)
        }
    }

    private func noting<R>(_ body: () throws(StoreError) -> R) throws(StoreError) -> R {
        do {
            return try body()
        } catch {
            lastFailure = error
            throw error
        }
    }
}
