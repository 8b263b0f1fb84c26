public import RatchetCore

/// An address at which one profile can be fetched.
public struct EnrolmentLinkRow: Sendable, Equatable {
    public let id: String
    /// For whom it is, as whoever made it wrote.
    public let note: String
    public let madeAt: Instant
    public let expiresAt: Instant
    /// When the profile was fetched; nil while it was not.
    public let usedAt: Instant?
}

/// Links for enrolment; of their secret part only the hash is kept.
public protocol EnrolmentLinkStore {
    func keepLink(id: String, hash: String, note: String, at now: Instant, until end: Instant) throws(StoreError)
    func link(hash: String) throws(StoreError) -> EnrolmentLinkRow?
    /// Uses a link up; nil if it is unknown, used or expired. Of two who come at once, one gets it.
    func useLink(hash: String, at now: Instant) throws(StoreError) -> EnrolmentLinkRow?
    /// The newest first.
    func links(limit: Int) throws(StoreError) -> [EnrolmentLinkRow]
    /// Ends a link at once. Returns whether there was one that could still be used.
    func endLink(id: String, at now: Instant) throws(StoreError) -> Bool
    func removeLinks(expiredBefore: Instant) throws(StoreError)
}

enum EnrolmentLinkSQL {
    private static let columns = "id, note, made_at, expires_at, used_at"
    static let keep = SQLStatement(
        "INSERT INTO enrolment_link (id, hash, note, made_at, expires_at) VALUES ($1, $2, $3, $4, $5)")
    static let get = SQLStatement("SELECT \(columns) FROM enrolment_link WHERE hash = $1")
    static let use = SQLStatement(
        """
        UPDATE enrolment_link SET used_at = $2 WHERE hash = $1 AND used_at IS NULL AND expires_at > $2
        RETURNING \(columns)
        """)
    static let list = SQLStatement("SELECT \(columns) FROM enrolment_link ORDER BY made_at DESC, id DESC LIMIT $1")
    static let end = SQLStatement(
        """
        UPDATE enrolment_link SET expires_at = $2 WHERE id = $1 AND used_at IS NULL AND expires_at > $2 RETURNING id
        """)
    static let forget = SQLStatement("DELETE FROM enrolment_link WHERE expires_at < $1")
    static let all = [keep, get, use, list, end, forget]
}

extension StoreTransaction: EnrolmentLinkStore {
    public func keepLink(
        id: String, hash: String, note: String, at now: Instant, until end: Instant
    ) throws(StoreError) {
        try write(
            EnrolmentLinkSQL.keep,
            [.text(id), .text(hash), .text(note), .int(now.microseconds), .int(end.microseconds)])
    }

    public func link(hash: String) throws(StoreError) -> EnrolmentLinkRow? {
        try run(EnrolmentLinkSQL.get, [.text(hash)]).first.map(EnrolmentLinkRow.init)
    }

    public func useLink(hash: String, at now: Instant) throws(StoreError) -> EnrolmentLinkRow? {
        try run(EnrolmentLinkSQL.use, [.text(hash), .int(now.microseconds)]).first.map(EnrolmentLinkRow.init)
    }

    public func links(limit: Int) throws(StoreError) -> [EnrolmentLinkRow] {
        try run(EnrolmentLinkSQL.list, [.int(Int64(limit))]).map(EnrolmentLinkRow.init)
    }

    public func endLink(id: String, at now: Instant) throws(StoreError) -> Bool {
        try !run(EnrolmentLinkSQL.end, [.text(id), .int(now.microseconds)]).isEmpty
    }

    public func removeLinks(expiredBefore: Instant) throws(StoreError) {
        try write(EnrolmentLinkSQL.forget, [.int(expiredBefore.microseconds)])
    }
}

extension EnrolmentLinkRow {
    init(_ row: SQLRow) throws(StoreError) {
        self.init(
            id: try row.text(0), note: try row.text(1), madeAt: Instant(microseconds: try row.int(2)),
            expiresAt: Instant(microseconds: try row.int(3)),
            usedAt: try row.optionalInt(4).map(Instant.init(microseconds:)))
    }
}
