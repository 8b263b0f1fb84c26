public import Foundation
public import RatchetCore

/// A declaration as it was rendered once and is served ever after.
public struct StoredDeclaration: Sendable, Equatable {
    /// `activation`, `asset`, `configuration` or `management`.
    public let kind: String
    public let identifier: String
    public let serverToken: String
    public let body: Data

    public init(kind: String, identifier: String, serverToken: String, body: Data) {
        (self.kind, self.identifier, self.serverToken, self.body) = (kind, identifier, serverToken, body)
    }
}

/// A manifest: the answer to `declaration-items` and the declarations it lists.
public struct StoredManifest: Sendable, Equatable {
    public let token: String
    public let items: Data
    public let declarations: [StoredDeclaration]

    public init(token: String, items: Data, declarations: [StoredDeclaration]) {
        (self.token, self.items, self.declarations) = (token, items, declarations)
    }
}

/// Manifests: rendered once, served as stored (design rule 4).
public protocol ManifestStore {
    /// Makes `manifest` the one that the device should have. Those that are neither wanted nor advertised are dropped.
    func want(_ manifest: StoredManifest, for id: EnrolmentID, at now: Instant) throws(StoreError)
    /// The device fetches its manifest: the wanted one becomes the advertised one, and its items are returned.
    func advertise(_ id: EnrolmentID) throws(StoreError) -> Data?
    /// The items of the manifest that the device fetched last; nil if it has fetched none.
    func advertisedItems(_ id: EnrolmentID) throws(StoreError) -> Data?
    /// A declaration of the advertised manifest; nil if it is not listed there.
    func advertisedDeclaration(_ id: EnrolmentID, kind: String, identifier: String) throws(StoreError)
        -> StoredDeclaration?
    /// The server token that a declaration has in the manifest that the device should have.
    func wantedServerToken(_ id: EnrolmentID, kind: String, identifier: String) throws(StoreError) -> String?
    /// Every declaration of the manifest that the device should have: its server token, by its identifier.
    func wantedServerTokens(_ id: EnrolmentID) throws(StoreError) -> [String: String]
}

enum ManifestSQL {
    static let insert = SQLStatement(
        """
        INSERT INTO manifest (enrolment_id, token, items, created_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (enrolment_id, token) DO NOTHING
        """)
    static let insertDeclaration = SQLStatement(
        """
        INSERT INTO manifest_declaration (enrolment_id, token, kind, identifier, server_token, body)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (enrolment_id, token, kind, identifier) DO NOTHING
        """)
    static let want = SQLStatement("UPDATE enrolment SET wanted_token = $2, wanted_since = $3 WHERE id = $1")
    static let prune = SQLStatement(
        """
        DELETE FROM manifest WHERE enrolment_id = $1 AND token NOT IN (
            SELECT COALESCE(wanted_token, '') FROM enrolment WHERE id = $1
            UNION ALL SELECT COALESCE(advertised_token, '') FROM enrolment WHERE id = $1)
        """)
    static let advertise = SQLStatement(
        "UPDATE enrolment SET advertised_token = wanted_token WHERE id = $1 RETURNING advertised_token")
    static let items = SQLStatement("SELECT items FROM manifest WHERE enrolment_id = $1 AND token = $2")
    static let advertisedItems = SQLStatement(
        """
        SELECT m.items FROM enrolment e JOIN manifest m ON m.enrolment_id = e.id AND m.token = e.advertised_token
        WHERE e.id = $1
        """)
    static let advertisedDeclaration = SQLStatement(
        """
        SELECT d.server_token, d.body FROM manifest_declaration d JOIN enrolment e ON e.id = d.enrolment_id
        WHERE d.enrolment_id = $1 AND d.token = e.advertised_token AND d.kind = $2 AND d.identifier = $3
        """)
    static let wantedServerToken = SQLStatement(
        """
        SELECT d.server_token FROM manifest_declaration d JOIN enrolment e ON e.id = d.enrolment_id
        WHERE d.enrolment_id = $1 AND d.token = e.wanted_token AND d.kind = $2 AND d.identifier = $3
        """)
    static let wantedServerTokens = SQLStatement(
        """
        SELECT d.identifier, d.server_token
        FROM manifest_declaration d JOIN enrolment e ON e.id = d.enrolment_id
        WHERE d.enrolment_id = $1 AND d.token = e.wanted_token ORDER BY d.identifier
        """)
    static let all = [
        insert, insertDeclaration, want, prune, advertise, items, advertisedItems, advertisedDeclaration,
        wantedServerToken,
        wantedServerTokens,
    ]
}

extension StoreTransaction: ManifestStore {
    public func want(_ manifest: StoredManifest, for id: EnrolmentID, at now: Instant) throws(StoreError) {
        let key: [SQLValue] = [.text(id.text), .text(manifest.token)]
        try write(ManifestSQL.insert, key + [.bytes(manifest.items), .int(now.microseconds)])
        try writeEach(
            ManifestSQL.insertDeclaration,
            manifest.declarations.map {
                key + [.text($0.kind), .text($0.identifier), .text($0.serverToken), .bytes($0.body)]
            })
        try write(ManifestSQL.want, key + [.int(now.microseconds)])
        try write(ManifestSQL.prune, [.text(id.text)])
    }

    public func advertise(_ id: EnrolmentID) throws(StoreError) -> Data? {
        guard let token = try run(ManifestSQL.advertise, [.text(id.text)]).first?.optionalText(0) else { return nil }
        return try run(ManifestSQL.items, [.text(id.text), .text(token)]).first?.bytes(0)
    }

    public func advertisedItems(_ id: EnrolmentID) throws(StoreError) -> Data? {
        try run(ManifestSQL.advertisedItems, [.text(id.text)]).first?.bytes(0)
    }

    public func advertisedDeclaration(
        _ id: EnrolmentID, kind: String, identifier: String
    ) throws(StoreError) -> StoredDeclaration? {
        let key: [SQLValue] = [.text(id.text), .text(kind), .text(identifier)]
        guard let row = try run(ManifestSQL.advertisedDeclaration, key).first else { return nil }
        return StoredDeclaration(
            kind: kind, identifier: identifier, serverToken: try row.text(0), body: try row.bytes(1))
    }

    public func wantedServerToken(
        _ id: EnrolmentID, kind: String, identifier: String
    ) throws(StoreError) -> String? {
        let key: [SQLValue] = [.text(id.text), .text(kind), .text(identifier)]
        return try run(ManifestSQL.wantedServerToken, key).first?.text(0)
    }

    public func wantedServerTokens(_ id: EnrolmentID) throws(StoreError) -> [String: String] {
        var tokens: [String: String] = [:]
        for row in try run(ManifestSQL.wantedServerTokens, [.text(id.text)]) {
            tokens[try row.text(0)] = try row.text(1)
        }
        return tokens
    }
}
