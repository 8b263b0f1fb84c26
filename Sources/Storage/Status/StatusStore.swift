public import RatchetCore

/// How much work of one kind waits in the outbox.
public struct OutboxCount: Sendable, Equatable {
    public let kind: String
    public let waiting: Int
    /// When the piece that is due first is or was due.
    public let firstDueAt: Instant
}

/// Counts over the whole installation, for people who ask how it is.
public protocol StatusStore {
    func deviceCount() throws(StoreError) -> Int
    /// Devices by the state of their device channel.
    func enrolmentCounts() throws(StoreError) -> [EnrolmentState: Int]
    func activePlanCount() throws(StoreError) -> Int
    func outboxCounts() throws(StoreError) -> [OutboxCount]
    /// Reports that were kept and could not be applied, of all devices.
    func unappliedReports() throws(StoreError) -> Int
}

enum StatusSQL {
    static let devices = SQLStatement("SELECT COUNT(*) AS devices FROM device")
    static let enrolments = SQLStatement(
        """
        SELECT state, COUNT(*) AS channels FROM enrolment WHERE is_user_channel = 0 GROUP BY state ORDER BY state
        """)
    static let outbox = SQLStatement(
        """
        SELECT kind, COUNT(*) AS waiting, MIN(due_at) AS first_due_at FROM outbox GROUP BY kind ORDER BY kind
        """)
    static let activePlans = SQLStatement("SELECT COUNT(*) AS plans FROM plan WHERE state = 'active'")
    static let unapplied = SQLStatement("SELECT COUNT(*) AS reports FROM report WHERE error IS NOT NULL")
    static let all = [devices, enrolments, activePlans, outbox, unapplied]
}

extension StoreTransaction: StatusStore {
    public func deviceCount() throws(StoreError) -> Int {
        Int(try run(StatusSQL.devices).first?.int(0) ?? 0)
    }

    public func enrolmentCounts() throws(StoreError) -> [EnrolmentState: Int] {
        var counts: [EnrolmentState: Int] = [:]
        for row in try run(StatusSQL.enrolments) {
            if let state = EnrolmentState(rawValue: try row.text(0)) { counts[state] = Int(try row.int(1)) }
        }
        return counts
    }

    public func activePlanCount() throws(StoreError) -> Int {
        Int(try run(StatusSQL.activePlans).first?.int(0) ?? 0)
    }

    public func outboxCounts() throws(StoreError) -> [OutboxCount] {
        try run(StatusSQL.outbox).map { row throws(StoreError) in
            OutboxCount(
                kind: try row.text(0), waiting: Int(try row.int(1)),
                firstDueAt: Instant(microseconds: try row.int(2)))
        }
    }

    public func unappliedReports() throws(StoreError) -> Int {
        Int(try run(StatusSQL.unapplied).first?.int(0) ?? 0)
    }
}
