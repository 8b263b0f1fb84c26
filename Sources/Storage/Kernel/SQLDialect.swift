/// What differs between the two engines in the text of a statement or migration.
public struct SQLDialect: Sendable, Hashable {
    /// The engine's name, for messages.
    public let name: String
    /// What stands for each token, braces included.
    let substitutions: [String: String]
    /// Starts a transaction that alone may change the schema.
    let migrationBegin: String
    /// What must be switched off before migrations, outside of any transaction, and on again after.
    let beforeMigrations: [String]
    let afterMigrations: [String]
    /// The first statement of a migration's transaction, to wait for another server that migrates.
    let migrationLock: String?
    /// Lists rows whose foreign key points nowhere.
    let foreignKeyCheck: String?

    /// SQLite 3.38 or later, in STRICT tables.
    public static let sqlite = SQLDialect(
        name: "SQLite",
        substitutions: [
            "{text}": "TEXT", "{int}": "INTEGER", "{bytes}": "BLOB", "{strict}": "STRICT", "{skip locked}": "",
            "{hold}": "",
        ],
        migrationBegin: "BEGIN IMMEDIATE",
        beforeMigrations: ["PRAGMA foreign_keys = OFF"],
        afterMigrations: ["PRAGMA foreign_keys = ON"],
        migrationLock: nil,
        foreignKeyCheck: "PRAGMA foreign_key_check")

    /// PostgreSQL 13 or later, with UTF8 encoding.
    public static let postgres = SQLDialect(
        name: "PostgreSQL",
        substitutions: [
            "{text}": "TEXT COLLATE \"C\"", "{int}": "BIGINT", "{bytes}": "BYTEA", "{strict}": "",
            "{skip locked}": "FOR UPDATE SKIP LOCKED", "{hold}": "FOR NO KEY UPDATE",
        ],
        migrationBegin: "BEGIN",
        beforeMigrations: [], afterMigrations: [],
        // Any number will do that nothing else in the database takes.
        migrationLock: "SELECT pg_advisory_xact_lock(7812904)",
        foreignKeyCheck: nil)

    /// The text as this engine takes it. Braces that are no token stay as they are.
    public func render(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "{")) else { return text }
        var rendered = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            rendered += rest[..<open]
            rest = rest[open...]
            let token = substitutions.first { rest.hasPrefix($0.key) }
            rendered += token?.value ?? "{"
            rest = rest.dropFirst(token?.key.count ?? 1)
        }
        return rendered + rest
    }
}
