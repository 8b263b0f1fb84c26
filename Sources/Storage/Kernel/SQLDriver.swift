/// What an engine implements: one connection, used by one thread at a time.
///
/// Everything that both engines must do alike is in ``UnitConnection``, on top of this.
package protocol SQLDriver: AnyObject {
    /// How this engine spells what differs.
    var dialect: SQLDialect { get }

    /// How many rows the last execution inserted, updated or deleted.
    var changes: Int { get }

    /// Whether the open transaction can't be gone on with, not even from a savepoint: it is gone, or must be repeated.
    var isLost: Bool { get }

    /// Runs one statement.
    func execute(_ statement: SQLStatement, _ parameters: [SQLValue]) throws(StoreError) -> [SQLRow]

    /// Runs one statement once per list of parameters. `changes` is then the sum.
    func executeEach(_ statement: SQLStatement, _ parameters: [[SQLValue]]) throws(StoreError)

    /// Runs several statements, and returns the rows of each.
    func executeAll(_ requests: [SQLRequest]) throws(StoreError) -> [[SQLRow]]

    /// Runs a statement once per list of parameters: now, with the next one that is executed, or with the commit,
    /// whichever is first.
    func write(_ statement: SQLStatement, _ parameters: [[SQLValue]]) throws(StoreError)

    /// Prepares a statement without running it.
    func describe(_ statement: SQLStatement) throws(StoreError) -> StatementDescription
}

/// For an engine in the same process, to which there is no way that could be saved.
extension SQLDriver {
    package func executeAll(_ requests: [SQLRequest]) throws(StoreError) -> [[SQLRow]] {
        try requests.map { request throws(StoreError) in try execute(request.statement, request.parameters) }
    }

    package func write(_ statement: SQLStatement, _ parameters: [[SQLValue]]) throws(StoreError) {
        try executeEach(statement, parameters)
    }
}

extension SQLDriver {
    /// Runs a statement without parameters and drops its rows.
    package func execute(_ text: String) throws(StoreError) {
        _ = try execute(SQLStatement(text), [])
    }
}
