public import RatchetCore

/// A device has been heard of: what most messages need, without what is known about the device.
public struct Contact: Sendable, Equatable {
    /// The device channel.
    public let channel: EnrolmentRow
    /// Where its open enforcement stands; nil if none is open.
    public let enforcement: EnforcementState?
    /// Whether a command waits for delivery or for an answer on the device channel.
    public let hasCommands: Bool
    /// Whether the device channel is to be woken.
    public let hasPush: Bool
    /// False if everything is known that the device can be asked for; true where that has to be looked at.
    public let mayLackInventory: Bool
}

/// Contacts of devices.
public protocol ContactStore {
    /// The first statement of a device's unit of work: notes the contact, raises the device's revision, and holds its row
    /// lock until the unit of work ends. Nil for a device channel that is not there.
    func noteContact(on channel: EnrolmentID, at now: Instant) throws(StoreError) -> Contact?
    /// Takes the push of a channel back when there is nothing to wake its device for.
    func dropNeedlessPush(_ channel: EnrolmentID) throws(StoreError)
}

enum ContactSQL {
    /// Whether a command of the enrolment `e` waits for delivery or for an answer.
    static let openCommand =
        "SELECT 1 FROM command c WHERE c.enrolment_id = e.id AND c.state IN ('queued', 'sent', 'not-now')"
    static let note = SQLStatement(
        """
        UPDATE device SET last_contact = $2, revision = revision + 1
        WHERE id = (SELECT device_id FROM enrolment WHERE enrolment.id = $1) RETURNING lacks_inventory
        """)
    static let channel = SQLStatement(
        """
        SELECT \(EnrolmentSQL.columns),
            (SELECT f.state FROM enforcement f WHERE f.device_id = e.device_id AND f.state <> 'closed') AS enforcement,
            EXISTS (\(openCommand)) AS has_commands,
            EXISTS (SELECT 1 FROM outbox o WHERE o.subject = e.id AND o.kind = '\(WorkKind.push)') AS has_push
        FROM enrolment e WHERE e.id = $1
        """)
    static let dropPush = SQLStatement(
        """
        DELETE FROM outbox WHERE subject = $1 AND kind = '\(WorkKind.push)' AND NOT EXISTS (
            SELECT 1 FROM enrolment e WHERE e.id = $1 AND e.state = 'enrolled'
                AND (e.wanted_token IS DISTINCT FROM e.advertised_token OR EXISTS (\(openCommand))))
        """)
    static let all = [note, channel, dropPush]
}

extension StoreTransaction: ContactStore {
    public func noteContact(on channel: EnrolmentID, at now: Instant) throws(StoreError) -> Contact? {
        let answers = try runAll([
            SQLRequest(ContactSQL.note, [.text(channel.text), .int(now.microseconds)]),
            SQLRequest(ContactSQL.channel, [.text(channel.text)]),
        ])
        guard let device = answers[0].first, let row = answers[1].first else { return nil }
        return try Contact(row, mayLackInventory: device.bool(0))
    }

    public func dropNeedlessPush(_ channel: EnrolmentID) throws(StoreError) {
        try write(ContactSQL.dropPush, [.text(channel.text)])
    }
}

extension Contact {
    /// What follows the columns of the channel.
    private static let first = EnrolmentRow.columnCount

    init(_ row: SQLRow, mayLackInventory: Bool) throws(StoreError) {
        var enforcement: EnforcementState?
        if let text = try row.optionalText(Contact.first) {
            guard let state = EnforcementState(rawValue: text) else {
                throw StoreError.corrupt("an enforcement is in an unknown state")
            }
            enforcement = state
        }
        self.init(
            channel: try EnrolmentRow(row), enforcement: enforcement, hasCommands: try row.bool(Contact.first + 1),
            hasPush: try row.bool(Contact.first + 2), mayLackInventory: mayLackInventory)
    }
}
