public import RatchetCore

/// Somebody who may sign in.
public struct PersonRow: Sendable, Equatable {
    public let id: String
    public let name: String
    public let role: Role
    /// What the hasher made of the password.
    public let password: String
    public let createdAt: Instant
    public let passwordSetAt: Instant
    /// Nil while they may sign in.
    public let disabledAt: Instant?

    public var isActive: Bool { disabledAt == nil }
}

/// The people who may use the admin interface.
public protocol PersonStore {
    /// False if there is one of that name already.
    func createPerson(_ id: String, name: String, role: Role, password: String, at now: Instant) throws(StoreError)
        -> Bool
    /// By name or id.
    func person(_ word: String) throws(StoreError) -> PersonRow?
    /// By name.
    func people() throws(StoreError) -> [PersonRow]
    func setRole(_ role: Role, of person: String) throws(StoreError)
    func setPassword(_ password: String, of person: String, at now: Instant) throws(StoreError)
    /// - Parameter moment: nil lets them sign in again.
    func setDisabled(_ moment: Instant?, person: String) throws(StoreError)
}

enum PersonSQL {
    private static let columns = "id, name, role, password, created_at, password_set_at, disabled_at"
    static let insert = SQLStatement(
        """
        INSERT INTO person (id, name, role, password, created_at, password_set_at) VALUES ($1, $2, $3, $4, $5, $5)
        ON CONFLICT (name) DO NOTHING RETURNING id
        """)
    static let find = SQLStatement(
        "SELECT \(columns) FROM person WHERE name = $1 OR id = $1 ORDER BY CASE WHEN name = $1 THEN 0 ELSE 1 END LIMIT 1"
    )
    static let list = SQLStatement("SELECT \(columns) FROM person ORDER BY name")
    static let setRole = SQLStatement("UPDATE person SET role = $2 WHERE id = $1")
    static let setPassword = SQLStatement("UPDATE person SET password = $2, password_set_at = $3 WHERE id = $1")
    static let setDisabled = SQLStatement("UPDATE person SET disabled_at = $2 WHERE id = $1")
    static let all = [insert, find, list, setRole, setPassword, setDisabled]
}

extension StoreTransaction: PersonStore {
    public func createPerson(
        _ id: String, name: String, role: Role, password: String, at now: Instant
    ) throws(StoreError) -> Bool {
        let person: [SQLValue] = [
            .text(id), .text(name), .text(role.rawValue), .text(password), .int(now.microseconds),
        ]
        return try !run(PersonSQL.insert, person).isEmpty
    }

    public func person(_ word: String) throws(StoreError) -> PersonRow? {
        try run(PersonSQL.find, [.text(word)]).first.map(PersonRow.init)
    }

    public func people() throws(StoreError) -> [PersonRow] { try run(PersonSQL.list).map(PersonRow.init) }

    public func setRole(_ role: Role, of person: String) throws(StoreError) {
        try run(PersonSQL.setRole, [.text(person), .text(role.rawValue)])
    }

    public func setPassword(_ password: String, of person: String, at now: Instant) throws(StoreError) {
        try run(PersonSQL.setPassword, [.text(person), .text(password), .int(now.microseconds)])
    }

    public func setDisabled(_ moment: Instant?, person: String) throws(StoreError) {
        try run(PersonSQL.setDisabled, [.text(person), .optional(moment?.microseconds)])
    }
}

extension PersonRow {
    init(_ row: SQLRow) throws(StoreError) {
        self.init(
            id: try row.text(0), name: try row.text(1), role: try Role(stored: try row.text(2)),
            password: try row.text(3), createdAt: Instant(microseconds: try row.int(4)),
            passwordSetAt: Instant(microseconds: try row.int(5)),
            disabledAt: try row.optionalInt(6).map(Instant.init(microseconds:)))
    }
}

extension Role {
    /// A role that is not known must allow nothing, so it is none.
    init(stored: String) throws(StoreError) {
        guard let role = Role(rawValue: stored) else { throw StoreError.corrupt("a role is none of those there are") }
        self = role
    }
}
