public import Foundation
public import RatchetCore

/// A program's token; of the token itself only the hash is kept.
public struct TokenRow: Sendable, Equatable {
    public let id: String
    public let number: Int64
    public let name: String
    /// Who made it; nil for whoever worked on the server's own machine.
    public let person: String?
    public let role: Role
    /// Nil for everywhere that the role reaches.
    public let areas: Set<Area>?
    public let createdAt: Instant
    /// Nil for one that does not expire.
    public let expiresAt: Instant?
    public let usedAt: Instant?
    public let revokedAt: Instant?
}

/// A token to be made.
public struct NewToken: Sendable, Equatable {
    public let id: String
    public let name: String
    public let hash: Data
    public let person: String?
    public let role: Role
    public let areas: Set<Area>?
    public let expiresAt: Instant?

    public init(
        id: String, name: String, hash: Data, person: String?, role: Role, areas: Set<Area>?, expiresAt: Instant?
    ) {
        (self.id, self.name, self.hash, self.person) = (id, name, hash, person)
        (self.role, self.areas, self.expiresAt) = (role, areas, expiresAt)
    }
}

/// Tokens of programs. A revoked one stays, so that what it did can be told.
public protocol TokenStore {
    func createToken(_ token: NewToken, at now: Instant) throws(StoreError) -> TokenRow
    func token(hash: Data) throws(StoreError) -> TokenRow?
    /// By id or number.
    func findToken(_ word: String) throws(StoreError) -> TokenRow?
    /// By number.
    func tokens() throws(StoreError) -> [TokenRow]
    func touchToken(_ id: String, at now: Instant) throws(StoreError)
    func revokeToken(_ id: String, at now: Instant) throws(StoreError)
}

enum TokenSQL {
    private static let columns = "id, number, name, person_id, role, areas, created_at, expires_at, used_at, revoked_at"
    static let insert = SQLStatement(
        """
        INSERT INTO api_token (id, number, name, hash, person_id, role, areas, created_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """)
    static let byHash = SQLStatement("SELECT \(columns) FROM api_token WHERE hash = $1")
    static let find = SQLStatement("SELECT \(columns) FROM api_token WHERE id = $1 OR number = $2")
    static let list = SQLStatement("SELECT \(columns) FROM api_token ORDER BY number")
    static let touch = SQLStatement("UPDATE api_token SET used_at = $2 WHERE id = $1")
    static let revoke = SQLStatement("UPDATE api_token SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL")
    static let all = [insert, byHash, find, list, touch, revoke]
}

extension StoreTransaction: TokenStore {
    public func createToken(_ token: NewToken, at now: Instant) throws(StoreError) -> TokenRow {
        let number = try nextNumber("token")
        let areas = token.areas.map { $0.map(\.rawValue).sorted().joined(separator: " ") }
        try run(
            TokenSQL.insert,
            [
                .text(token.id), .int(number), .text(token.name), .bytes(token.hash), .optional(token.person),
                .text(token.role.rawValue), .optional(areas), .int(now.microseconds),
                .optional(token.expiresAt?.microseconds),
            ])
        return TokenRow(
            id: token.id, number: number, name: token.name, person: token.person, role: token.role, areas: token.areas,
            createdAt: now, expiresAt: token.expiresAt, usedAt: nil, revokedAt: nil)
    }

    public func token(hash: Data) throws(StoreError) -> TokenRow? {
        try run(TokenSQL.byHash, [.bytes(hash)]).first.map(TokenRow.init)
    }

    public func findToken(_ word: String) throws(StoreError) -> TokenRow? {
        try run(TokenSQL.find, [.text(word), .int(Int64(word) ?? -1)]).first.map(TokenRow.init)
    }

    public func tokens() throws(StoreError) -> [TokenRow] { try run(TokenSQL.list).map(TokenRow.init) }

    public func touchToken(_ id: String, at now: Instant) throws(StoreError) {
        try run(TokenSQL.touch, [.text(id), .int(now.microseconds)])
    }

    public func revokeToken(_ id: String, at now: Instant) throws(StoreError) {
        try run(TokenSQL.revoke, [.text(id), .int(now.microseconds)])
    }
}

extension TokenRow {
    init(_ row: SQLRow) throws(StoreError) {
        // An area that this program does not know is none that it serves.
        let areas = try row.optionalText(5).map { text in
            Set(text.split(separator: " ").compactMap { Area(rawValue: String($0)) })
        }
        self.init(
            id: try row.text(0), number: try row.int(1), name: try row.text(2), person: try row.optionalText(3),
            role: try Role(stored: try row.text(4)), areas: areas, createdAt: Instant(microseconds: try row.int(6)),
            expiresAt: try row.optionalInt(7).map(Instant.init(microseconds:)),
            usedAt: try row.optionalInt(8).map(Instant.init(microseconds:)),
            revokedAt: try row.optionalInt(9).map(Instant.init(microseconds:)))
    }
}
