public import Foundation
public import RatchetCore

/// The authority that signs the certificates of our devices.
public struct AuthorityRow: Sendable, Equatable {
    /// In DER.
    public let certificate: Data
    /// The private key, sealed with the key outside the database.
    public let sealedKey: Data

    public init(certificate: Data, sealedKey: Data) {
        (self.certificate, self.sealedKey) = (certificate, sealedKey)
    }
}

/// What all profiles of an installation have in common, and what can't be changed once one is issued.
public protocol AuthorityStore {
    func authority() throws(StoreError) -> AuthorityRow?
    /// Keeps an authority where there is none. Returns the one that counts: of two servers that make one, the first wins.
    func keepAuthority(_ authority: AuthorityRow, at now: Instant) throws(StoreError) -> AuthorityRow
    /// Puts the same key, sealed anew, in the place of the sealed one.
    func resealAuthority(_ sealedKey: Data) throws(StoreError)
    /// The terms as they were written; nil before the first profile.
    func enrolmentTerms() throws(StoreError) -> String?
    func keepEnrolmentTerms(_ document: String, at now: Instant) throws(StoreError)
}

enum AuthoritySQL {
    static let get = SQLStatement("SELECT certificate, sealed_key FROM device_authority WHERE id = 1")
    static let keep = SQLStatement(
        """
        INSERT INTO device_authority (id, certificate, sealed_key, made_at) VALUES (1, $1, $2, $3)
        ON CONFLICT (id) DO NOTHING
        """)
    static let reseal = SQLStatement("UPDATE device_authority SET sealed_key = $1 WHERE id = 1")
    static let terms = SQLStatement("SELECT document FROM enrolment_terms WHERE id = 1")
    static let keepTerms = SQLStatement(
        """
        INSERT INTO enrolment_terms (id, document, agreed_at) VALUES (1, $1, $2)
        ON CONFLICT (id) DO UPDATE SET document = excluded.document, agreed_at = excluded.agreed_at
        """)
    static let all = [get, keep, reseal, terms, keepTerms]
}

extension StoreTransaction: AuthorityStore {
    public func authority() throws(StoreError) -> AuthorityRow? {
        try run(AuthoritySQL.get).first.map { row throws(StoreError) in
            AuthorityRow(certificate: try row.bytes(0), sealedKey: try row.bytes(1))
        }
    }

    public func keepAuthority(_ authority: AuthorityRow, at now: Instant) throws(StoreError) -> AuthorityRow {
        try run(
            AuthoritySQL.keep,
            [.bytes(authority.certificate), .bytes(authority.sealedKey), .int(now.microseconds)])
        return try self.authority() ?? authority
    }

    public func resealAuthority(_ sealedKey: Data) throws(StoreError) {
        try write(AuthoritySQL.reseal, [.bytes(sealedKey)])
    }

    public func enrolmentTerms() throws(StoreError) -> String? { try run(AuthoritySQL.terms).first?.text(0) }

    public func keepEnrolmentTerms(_ document: String, at now: Instant) throws(StoreError) {
        try write(AuthoritySQL.keepTerms, [.text(document), .int(now.microseconds)])
    }
}
