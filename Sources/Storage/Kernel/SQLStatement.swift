/// The text of one SQL statement that means the same on both engines.
///
/// Parameters are `$1`, `$2` and so on, each number used at least once; casts are `CAST(... AS ...)`. The dialect
/// tokens stand at the end of a SELECT and lock its rows on PostgreSQL: `{skip locked}` passes those over that another session
/// holds, `{hold}` waits for them; SQLite, which has one writer, needs nothing there. Statements are cached per connection, so
/// they are constants: a value never becomes part of the text.
public struct SQLStatement: Sendable, Hashable {
    /// The text as written, with its tokens.
    public let sql: String
    /// Follows from the text: connections look up hundreds of thousands of statements a minute, and hashing each text anew
    /// took longer than running some of them.
    private let fingerprint: UInt64

    /// Makes a statement of its text.
    public init(_ sql: String) {
        self.sql = sql
        // FNV-1a.
        fingerprint = sql.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    public static func == (one: SQLStatement, other: SQLStatement) -> Bool {
        one.fingerprint == other.fingerprint && one.sql == other.sql
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(fingerprint) }
}

extension SQLStatement: ExpressibleByStringLiteral {
    /// Makes a statement of a literal.
    public init(stringLiteral value: String) {
        self.init(value)
    }
}

/// A statement with its parameters.
public struct SQLRequest: Sendable, Hashable {
    public let statement: SQLStatement
    public let parameters: [SQLValue]

    public init(_ statement: SQLStatement, _ parameters: [SQLValue] = []) {
        (self.statement, self.parameters) = (statement, parameters)
    }
}

/// What an engine says of a statement without running it.
public struct StatementDescription: Sendable, Hashable {
    /// How many parameters the statement takes.
    public let parameterCount: Int
    /// The names of the columns of its rows, in order; empty for a statement without rows.
    public let columnNames: [String]

    /// Makes a description.
    public init(parameterCount: Int, columnNames: [String]) {
        self.parameterCount = parameterCount
        self.columnNames = columnNames
    }
}
