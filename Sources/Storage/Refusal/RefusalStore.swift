public import RatchetCore

/// Requests that were refused, counted by reason and subject.
public struct RefusalRow: Sendable, Equatable {
    /// Kebab-case, `unknown-enrolment`.
    public let reason: String
    /// Whom or what it was about: an enrolment id, a message type, a path.
    public let subject: String
    /// The newest one's detail.
    public let detail: String
    public let firstAt: Instant
    public let lastAt: Instant
    public let count: Int64
}

/// Refused requests: counted and listed, at most so many different ones.
public protocol RefusalStore {
    func countRefusal(reason: String, subject: String, detail: String, at now: Instant) throws(StoreError)
    /// The newest first.
    func refusals(limit: Int) throws(StoreError) -> [RefusalRow]
    func removeRefusals(lastBefore: Instant) throws(StoreError)
}

enum RefusalSQL {
    /// How many different refusals are kept; beyond it, the oldest goes.
    static let most: Int64 = 1000

    static let count = SQLStatement(
        """
        INSERT INTO refusal (reason, subject, detail, first_at, last_at, count) VALUES ($1, $2, $3, $4, $4, 1)
        ON CONFLICT (reason, subject) DO UPDATE SET detail = excluded.detail, last_at = excluded.last_at,
            count = refusal.count + 1
        RETURNING count
        """)
    static let prune = SQLStatement(
        """
        DELETE FROM refusal WHERE last_at < (
            SELECT last_at FROM refusal ORDER BY last_at DESC LIMIT 1 OFFSET $1)
        """)
    static let forget = SQLStatement("DELETE FROM refusal WHERE last_at < $1")
    static let list = SQLStatement(
        """
        SELECT reason, subject, detail, first_at, last_at, count FROM refusal
        ORDER BY last_at DESC, reason, subject LIMIT $1
        """)
    static let all = [count, prune, forget, list]
}

extension StoreTransaction: RefusalStore {
    public func countRefusal(reason: String, subject: String, detail: String, at now: Instant) throws(StoreError) {
        let refusal: [SQLValue] = [.text(reason), .text(subject), .text(detail), .int(now.microseconds)]
        let isNew = try run(RefusalSQL.count, refusal).first?.int(0) == 1
        if isNew { try run(RefusalSQL.prune, [.int(RefusalSQL.most - 1)]) }
    }

    public func removeRefusals(lastBefore: Instant) throws(StoreError) {
        try run(RefusalSQL.forget, [.int(lastBefore.microseconds)])
    }

    public func refusals(limit: Int) throws(StoreError) -> [RefusalRow] {
        try run(RefusalSQL.list, [.int(Int64(limit))]).map { row throws(StoreError) in
            RefusalRow(
                reason: try row.text(0), subject: try row.text(1), detail: try row.text(2),
                firstAt: Instant(microseconds: try row.int(3)), lastAt: Instant(microseconds: try row.int(4)),
                count: try row.int(5))
        }
    }
}
