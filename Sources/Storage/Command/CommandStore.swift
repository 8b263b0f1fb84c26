public import RatchetCore

/// Where a command stands (reference 1.4).
public enum CommandState: String, Sendable, Equatable {
    case queued
    /// Delivered; no answer yet.
    case sent
    /// The device will take it later.
    case notNow = "not-now"
    case acknowledged
    /// The device answered Error.
    case failed
    /// The device answered CommandFormatError.
    case malformed
}

/// A command for one channel of an enrolment.
public struct CommandRow: Sendable, Equatable {
    /// The `CommandUUID`.
    public let id: String
    public let requestType: String
    /// A JSON array of strings, such as the queries of DeviceInformation.
    public let arguments: String
    public let state: CommandState
    public let queuedAt: Instant
}

/// Commands by enrolment.
public protocol CommandStore {
    /// Queues a command unless one of its type is queued already: at most one of each type waits per channel. The
    /// arguments of a waiting one are replaced. Returns whether a new one was queued.
    @discardableResult
    func queueCommand(_ type: String, arguments: String, id: String, for enrolment: EnrolmentID, at now: Instant)
        throws(StoreError) -> Bool
    /// The next command to deliver, marked as sent. On a new poll (`isPoll`), those that were answered NotNow and those
    /// that were sent and never answered come again.
    ///
    /// - Parameter only: the one type that may be delivered; nil for all.
    func nextCommand(for enrolment: EnrolmentID, isPoll: Bool, only type: String?, at now: Instant) throws(StoreError)
        -> CommandRow?
    /// Whether the channel has a command of this id and type.
    func isCommand(_ id: String, of type: String, for enrolment: EnrolmentID) throws(StoreError) -> Bool
    /// Records an answer. Nil if the channel has no such command; an answer that comes twice is recorded once.
    func answerCommand(_ id: String, for enrolment: EnrolmentID, _ state: CommandState, error: String?, at now: Instant)
        throws(StoreError) -> CommandRow?
    /// Whether a command of this type waits for delivery or for an answer.
    func isCommandOpen(_ type: String, for enrolment: EnrolmentID) throws(StoreError) -> Bool
    /// How many commands wait for delivery or for an answer.
    func waitingCommands(for enrolment: EnrolmentID) throws(StoreError) -> Int
    func removeCommands(answeredBefore: Instant) throws(StoreError)
}

enum CommandSQL {
    static let columns = "id, request_type, arguments, state, queued_at"
    static let replaceQueued = SQLStatement(
        """
        UPDATE command SET arguments = $3
        WHERE enrolment_id = $1 AND request_type = $2 AND state IN ('queued', 'not-now') RETURNING id
        """)
    static let insert = SQLStatement(
        """
        INSERT INTO command (id, enrolment_id, request_type, arguments, state, queued_at)
        VALUES ($1, $2, $3, $4, 'queued', $5)
        """)
    /// A command that was sent without an answer is dropped where a newer one of its type waits.
    static let dropOvertaken = SQLStatement(
        """
        DELETE FROM command WHERE enrolment_id = $1 AND state = 'sent' AND EXISTS (
            SELECT 1 FROM command newer WHERE newer.enrolment_id = $1
                AND newer.request_type = command.request_type AND newer.state = 'queued')
        """)
    static let requeue = SQLStatement(
        "UPDATE command SET state = 'queued' WHERE enrolment_id = $1 AND state IN ('sent', 'not-now')")
    static let next = SQLStatement(
        """
        UPDATE command SET state = 'sent', sent_at = $2 WHERE id = (
            SELECT id FROM command WHERE enrolment_id = $1 AND state = 'queued' AND request_type = COALESCE($3, request_type)
            ORDER BY queued_at, id LIMIT 1)
        RETURNING \(columns)
        """)
    static let answer = SQLStatement(
        """
        UPDATE command SET state = $3, error = $4, answered_at = $5
        WHERE id = $1 AND enrolment_id = $2 AND state IN ('queued', 'sent', 'not-now') RETURNING \(columns)
        """)
    static let isOfType = SQLStatement(
        "SELECT id FROM command WHERE id = $1 AND enrolment_id = $2 AND request_type = $3")
    static let waiting = SQLStatement(
        "SELECT COUNT(*) AS waiting FROM command WHERE enrolment_id = $1 AND state IN ('queued', 'sent', 'not-now')")
    static let open = SQLStatement(
        """
        SELECT id FROM command
        WHERE enrolment_id = $1 AND request_type = $2 AND state IN ('queued', 'sent', 'not-now') LIMIT 1
        """)
    static let prune = SQLStatement("DELETE FROM command WHERE answered_at IS NOT NULL AND answered_at < $1")
    static let all = [replaceQueued, insert, dropOvertaken, requeue, next, answer, isOfType, waiting, open, prune]
}

extension StoreTransaction: CommandStore {
    @discardableResult
    public func queueCommand(
        _ type: String, arguments: String, id: String, for enrolment: EnrolmentID, at now: Instant
    ) throws(StoreError) -> Bool {
        let waiting: [SQLValue] = [.text(enrolment.text), .text(type), .text(arguments)]
        if try !run(CommandSQL.replaceQueued, waiting).isEmpty { return false }
        try write(
            CommandSQL.insert,
            [.text(id), .text(enrolment.text), .text(type), .text(arguments), .int(now.microseconds)])
        return true
    }

    public func nextCommand(
        for enrolment: EnrolmentID, isPoll: Bool, only type: String? = nil, at now: Instant
    ) throws(StoreError) -> CommandRow? {
        if isPoll {
            try run(CommandSQL.dropOvertaken, [.text(enrolment.text)])
            try run(CommandSQL.requeue, [.text(enrolment.text)])
        }
        let next: [SQLValue] = [.text(enrolment.text), .int(now.microseconds), .optional(type)]
        return try run(CommandSQL.next, next).first.map(CommandRow.init)
    }

    public func isCommand(_ id: String, of type: String, for enrolment: EnrolmentID) throws(StoreError) -> Bool {
        try !run(CommandSQL.isOfType, [.text(id), .text(enrolment.text), .text(type)]).isEmpty
    }

    public func answerCommand(
        _ id: String, for enrolment: EnrolmentID, _ state: CommandState, error: String?, at now: Instant
    ) throws(StoreError) -> CommandRow? {
        let answeredAt: SQLValue = state == .notNow ? .null : .int(now.microseconds)
        let answer: [SQLValue] = [
            .text(id), .text(enrolment.text), .text(state.rawValue), .optional(error), answeredAt,
        ]
        return try run(CommandSQL.answer, answer).first.map(CommandRow.init)
    }

    public func isCommandOpen(_ type: String, for enrolment: EnrolmentID) throws(StoreError) -> Bool {
        try !run(CommandSQL.open, [.text(enrolment.text), .text(type)]).isEmpty
    }

    public func waitingCommands(for enrolment: EnrolmentID) throws(StoreError) -> Int {
        Int(try run(CommandSQL.waiting, [.text(enrolment.text)]).first?.int(0) ?? 0)
    }
}

extension StoreTransaction {
    public func removeCommands(answeredBefore: Instant) throws(StoreError) {
        try run(CommandSQL.prune, [.int(answeredBefore.microseconds)])
    }
}

extension CommandRow {
    init(_ row: SQLRow) throws(StoreError) {
        guard let state = CommandState(rawValue: try row.text(3)) else {
            throw StoreError.corrupt("a command is in an unknown state")
        }
        self.init(
            id: try row.text(0), requestType: try row.text(1), arguments: try row.text(2), state: state,
            queuedAt: Instant(microseconds: try row.int(4)))
    }
}
