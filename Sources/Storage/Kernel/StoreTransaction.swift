/// One unit of work in progress. Every domain store is an extension of this type.
///
/// It is a value so that a closure may hand it on as `inout`, which keeps it from being stored; what it stands for is
/// the connection.
public struct StoreTransaction {
    /// The connection that the unit of work runs on.
    public let connection: any SQLConnection

    /// Makes a transaction of a connection. Engines and tests do; domain code receives one.
    public init(connection: any SQLConnection) {
        self.connection = connection
    }

    /// How many rows the last statement changed. See ``SQLConnection/changes``.
    public var changes: Int { connection.changes }

    /// Runs one statement and returns its rows.
    @discardableResult
    public func run(_ statement: SQLStatement, _ parameters: [SQLValue] = []) throws(StoreError) -> [SQLRow] {
        try connection.run(statement, parameters)
    }

    /// Runs one statement once per list of parameters.
    public func runEach(_ statement: SQLStatement, _ parameters: [[SQLValue]]) throws(StoreError) {
        try connection.runEach(statement, parameters)
    }

    /// Runs several statements, none of which needs what another answers. See ``SQLConnection/runAll(_:)``.
    public func runAll(_ requests: [SQLRequest]) throws(StoreError) -> [[SQLRow]] {
        try connection.runAll(requests)
    }

    /// Runs one statement for what it writes alone. See ``SQLConnection/write(_:_:)``.
    public func write(_ statement: SQLStatement, _ parameters: [SQLValue]) throws(StoreError) {
        try connection.write(statement, [parameters])
    }

    /// Runs one statement once per list of parameters for what it writes alone.
    public func writeEach(_ statement: SQLStatement, _ parameters: [[SQLValue]]) throws(StoreError) {
        if !parameters.isEmpty { try connection.write(statement, parameters) }
    }

    /// Runs `body`; when it throws, takes back what was written since, and throws the same error.
    public func savepoint<R>(_ body: () throws -> R) throws -> R {
        try connection.savepoint(body)
    }

    /// Runs `body` with this transaction; when it throws, takes back what was written since, and throws the same error.
    public func savepoint<R>(_ body: (inout StoreTransaction) throws -> R) throws -> R {
        var inner = self
        return try connection.savepoint { try body(&inner) }
    }

    /// Prepares a statement without running it and says what it takes and gives.
    public func describe(_ statement: SQLStatement) throws(StoreError) -> StatementDescription {
        try connection.describe(statement)
    }
}
