public import Foundation
public import RatchetCore

/// Whom a push in the outbox is for.
public struct PushTarget: Sendable, Equatable {
    public let channel: EnrolmentRow
    /// Whether there is anything to wake the device for.
    public let isNeeded: Bool
}

/// What the push service is and says: about the certificate, which all pushes share, and about single tokens.
public protocol PushStore {
    func pushState() throws(StoreError) -> PushState
    func setPushState(_ state: PushState) throws(StoreError)

    /// Whom these pushes are for, in the same order; nil for an enrolment that is not there.
    func pushTargets(_ ids: [EnrolmentID]) throws(StoreError) -> [PushTarget?]

    /// Notes that the push service takes this token no more. Returns false, and changes nothing, if the device has given
    /// another token, or this one after `since`: then the refusal is out of date.
    func refuseToken(_ token: Data, of id: EnrolmentID, reason: String, since: Instant?) throws(StoreError) -> Bool

    /// Takes every refusal back that may have been the fault of the certificate or of the address, and none of a token
    /// that is known to be dead; queues a push for each device that waits for one. Returns how many were taken back.
    func forgiveRefusals(at now: Instant) throws(StoreError) -> Int

    /// Makes every push that waits for a later time due now, unless it is in a worker's hands.
    func hastenPushes(at now: Instant) throws(StoreError)
}

enum PushSQL {
    static let state = SQLStatement(
        """
        SELECT address, topic, subject, fingerprint, expires_at, problem, stopped_at, stopped_because, warned_at,
            resumed_at
        FROM push_state WHERE id = 1
        """)
    static let setState = SQLStatement(
        """
        UPDATE push_state SET address = $1, topic = $2, subject = $3, fingerprint = $4, expires_at = $5, problem = $6,
            stopped_at = $7, stopped_because = $8, warned_at = $9, resumed_at = $10
        WHERE id = 1
        """)
    static let target = SQLStatement(
        """
        SELECT \(EnrolmentSQL.columns), EXISTS (\(ContactSQL.openCommand)) AS has_commands
        FROM enrolment e WHERE e.id = $1
        """)
    static let refuse = SQLStatement(
        """
        UPDATE enrolment SET push_refusal = $3
        WHERE id = $1 AND push_token = $2 AND (token_updated_at IS NULL OR token_updated_at <= $4)
        """)
    // Reasons begin with the status of the answer; 410 says of the token itself that it is dead.
    private static let mayBeForgiven = "push_refusal IS NOT NULL AND (push_refusal < '410' OR push_refusal >= '411')"
    static let queueForgiven = SQLStatement(
        """
        INSERT INTO outbox (subject, kind, generation, due_at, lease_until, fence, attempts, body, created_at)
        SELECT e.id, '\(WorkKind.push)', 1, $1, 0, $1, 0, '', $1 FROM enrolment e
        WHERE \(mayBeForgiven) AND e.state = 'enrolled' AND e.push_token IS NOT NULL
            AND (e.wanted_token IS DISTINCT FROM e.advertised_token OR EXISTS (\(ContactSQL.openCommand)))
        ON CONFLICT (subject, kind) DO NOTHING
        """)
    static let forgive = SQLStatement("UPDATE enrolment SET push_refusal = NULL WHERE \(mayBeForgiven)")
    static let hasten = SQLStatement(
        "UPDATE outbox SET due_at = $1 WHERE kind = '\(WorkKind.push)' AND due_at > $1 AND lease_until <= $1")
    static let all = [state, setState, target, refuse, queueForgiven, forgive, hasten]
}

extension StoreTransaction: PushStore {
    public func pushState() throws(StoreError) -> PushState {
        guard let row = try run(PushSQL.state).first else { return .unknown }
        return try PushState(row)
    }

    public func setPushState(_ state: PushState) throws(StoreError) {
        let certificate = state.certificate
        try write(
            PushSQL.setState,
            [
                .text(state.address), .optional(certificate?.topic), .optional(certificate?.subject),
                .optional(certificate?.fingerprint), .optional(certificate?.expiresAt.microseconds),
                .optional(state.problem), .optional(state.stop?.at.microseconds), .optional(state.stop?.reason),
                .optional(state.warnedAt?.microseconds), .optional(state.resumedAt?.microseconds),
            ])
    }

    public func pushTargets(_ ids: [EnrolmentID]) throws(StoreError) -> [PushTarget?] {
        let answers = try runAll(ids.map { SQLRequest(PushSQL.target, [.text($0.text)]) })
        return try answers.map { rows throws(StoreError) in try rows.first.map(PushTarget.init) }
    }

    public func refuseToken(
        _ token: Data, of id: EnrolmentID, reason: String, since: Instant?
    ) throws(StoreError) -> Bool {
        let last = since?.microseconds ?? Int64.max
        try run(PushSQL.refuse, [.text(id.text), .bytes(token), .text(reason), .int(last)])
        return changes == 1
    }

    public func forgiveRefusals(at now: Instant) throws(StoreError) -> Int {
        try run(PushSQL.queueForgiven, [.int(now.microseconds)])
        try run(PushSQL.forgive)
        return changes
    }

    public func hastenPushes(at now: Instant) throws(StoreError) {
        try run(PushSQL.hasten, [.int(now.microseconds)])
    }
}

extension PushState {
    fileprivate init(_ row: SQLRow) throws(StoreError) {
        self.init(address: try row.text(0))
        if let topic = try row.optionalText(1) {
            certificate = Certificate(
                topic: topic, subject: try row.text(2), fingerprint: try row.text(3),
                expiresAt: Instant(microseconds: try row.int(4)))
        }
        problem = try row.optionalText(5)
        if let at = try row.optionalInt(6) {
            stop = Stop(at: Instant(microseconds: at), reason: try row.text(7))
        }
        warnedAt = try row.optionalInt(8).map(Instant.init(microseconds:))
        resumedAt = try row.optionalInt(9).map(Instant.init(microseconds:))
    }
}

extension PushTarget {
    fileprivate init(_ row: SQLRow) throws(StoreError) {
        let channel = try EnrolmentRow(row)
        let hasCommands = try row.bool(EnrolmentRow.columnCount)
        self.init(channel: channel, isNeeded: channel.state == .enrolled && (channel.isBehind || hasCommands))
    }
}

/// The table of what is known about the push service.
enum PushSchema {
    static let migration = Migration(
        name: "0011-push",
        statements: [
            """
            CREATE TABLE push_state (
                id {int} NOT NULL PRIMARY KEY CHECK (id = 1),
                address {text} NOT NULL,
                topic {text}, -- null: no certificate
                subject {text}, -- null: no certificate
                fingerprint {text}, -- null: no certificate
                expires_at {int}, -- null: no certificate
                problem {text}, -- null: nothing is wrong with the certificate's files
                stopped_at {int}, -- null: pushes are sent
                stopped_because {text}, -- null: pushes are sent
                warned_at {int}, -- null: nobody was told that the certificate expires
                resumed_at {int} -- null: no push that was held back was ever let go
            ) {strict}
            """,
            "INSERT INTO push_state (id, address) VALUES (1, '')",
        ])
}
