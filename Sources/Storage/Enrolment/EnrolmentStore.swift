public import Foundation
public import RatchetCore

/// One channel of an enrolment: its push address and where its declarations stand.
public struct EnrolmentRow: Sendable, Equatable {
    public let id: EnrolmentID
    public let device: DeviceID
    public let isUserChannel: Bool
    public let state: EnrolmentState
    public let topic: String
    public let pushToken: Data?
    public let pushMagic: String?
    /// Why the push service does not take the token; nil while it does. A TokenUpdate clears it.
    public let pushRefusal: String?
    /// The DeclarationsToken that the device should have.
    public let wantedToken: String?
    /// The DeclarationsToken of the manifest that the device fetched last.
    public let advertisedToken: String?
    public let wantedSince: Instant
    /// When it became enrolled, since it started over last; nil before its first TokenUpdate.
    public let enrolledAt: Instant?
    /// The fingerprint of the certificate that it is bound to; nil for one that was believed without proof.
    public let certificate: String?

    /// True while the device has not fetched the manifest that it should have.
    public var isBehind: Bool { wantedToken != advertisedToken }
}

/// Enrolments by channel.
public protocol EnrolmentStore {
    func enrolment(_ id: EnrolmentID) throws(StoreError) -> EnrolmentRow?
    /// The device channel of a device.
    func deviceChannel(of device: DeviceID) throws(StoreError) -> EnrolmentRow?
    /// Authenticate: the enrolment starts over, without push address, manifests or queued commands.
    func startEnrolment(_ id: EnrolmentID, of device: DeviceID, isUserChannel: Bool, topic: String, at now: Instant)
        throws(StoreError)
    /// TokenUpdate: keeps the push address and makes the channel enrolled.
    func setPushAddress(_ id: EnrolmentID, topic: String, token: Data, magic: String, at now: Instant)
        throws(StoreError)
    func setState(_ id: EnrolmentID, _ state: EnrolmentState) throws(StoreError)
    /// Checks a channel out: nobody pushes to its address any more.
    func endEnrolment(_ id: EnrolmentID) throws(StoreError)
    /// The ids of enrolled channels that have not fetched the manifest they should have, can be pushed to, and have no
    /// push waiting.
    func channelsBehind(limit: Int) throws(StoreError) -> [EnrolmentID]
    /// How many channels are enrolled with this device.
    func userChannels(of device: DeviceID) throws(StoreError) -> [EnrolmentRow]
}

enum EnrolmentSQL {
    static let columns = """
        id, device_id, is_user_channel, state, topic, push_token, push_magic, push_refusal, wanted_token,
        advertised_token, wanted_since, enrolled_at, certificate
        """
    static let get = SQLStatement("SELECT \(columns) FROM enrolment WHERE id = $1")
    static let ofDevice = SQLStatement(
        "SELECT \(columns) FROM enrolment WHERE device_id = $1 AND is_user_channel = $2 ORDER BY id")
    static let start = SQLStatement(
        """
        INSERT INTO enrolment (id, device_id, is_user_channel, state, topic, wanted_since)
        VALUES ($1, $2, $3, 'authenticated', $4, $5)
        ON CONFLICT (id) DO UPDATE SET state = excluded.state, topic = excluded.topic, push_token = NULL,
            push_magic = NULL, push_refusal = NULL, token_updated_at = NULL, enrolled_at = NULL, wanted_token = NULL,
            advertised_token = NULL, wanted_since = excluded.wanted_since
        """)
    static let clearManifests = SQLStatement("DELETE FROM manifest WHERE enrolment_id = $1")
    static let clearCommands = SQLStatement("DELETE FROM command WHERE enrolment_id = $1")
    static let clearStatus = SQLStatement("DELETE FROM status_item WHERE enrolment_id = $1")
    static let setPushAddress = SQLStatement(
        """
        UPDATE enrolment SET state = 'enrolled', topic = $2, push_token = $3, push_magic = $4, push_refusal = NULL,
            token_updated_at = $5, enrolled_at = COALESCE(enrolled_at, $5)
        WHERE id = $1
        """)
    static let setState = SQLStatement("UPDATE enrolment SET state = $2 WHERE id = $1")
    static let end = SQLStatement(
        "UPDATE enrolment SET state = 'checked-out', push_token = NULL, push_magic = NULL WHERE id = $1")
    static let behind = SQLStatement(
        """
        SELECT id FROM enrolment
        WHERE state = 'enrolled' AND wanted_token IS NOT NULL AND wanted_token IS DISTINCT FROM advertised_token
            AND push_token IS NOT NULL AND push_refusal IS NULL
            AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.subject = enrolment.id AND outbox.kind = $1)
        ORDER BY id LIMIT $2
        """)
    static let all = [
        get, ofDevice, start, clearManifests, clearCommands, clearStatus, setPushAddress, setState, end, behind,
    ]
}

extension StoreTransaction: EnrolmentStore {
    public func enrolment(_ id: EnrolmentID) throws(StoreError) -> EnrolmentRow? {
        try run(EnrolmentSQL.get, [.text(id.text)]).first.map(EnrolmentRow.init)
    }

    public func deviceChannel(of device: DeviceID) throws(StoreError) -> EnrolmentRow? {
        try run(EnrolmentSQL.ofDevice, [.text(device.text), .bool(false)]).first.map(EnrolmentRow.init)
    }

    public func userChannels(of device: DeviceID) throws(StoreError) -> [EnrolmentRow] {
        try run(EnrolmentSQL.ofDevice, [.text(device.text), .bool(true)]).map(EnrolmentRow.init)
    }

    public func startEnrolment(
        _ id: EnrolmentID, of device: DeviceID, isUserChannel: Bool, topic: String, at now: Instant
    ) throws(StoreError) {
        for clear in [EnrolmentSQL.clearManifests, EnrolmentSQL.clearCommands, EnrolmentSQL.clearStatus] {
            try run(clear, [.text(id.text)])
        }
        try run(
            EnrolmentSQL.start,
            [.text(id.text), .text(device.text), .bool(isUserChannel), .text(topic), .int(now.microseconds)])
    }

    public func setPushAddress(
        _ id: EnrolmentID, topic: String, token: Data, magic: String, at now: Instant
    ) throws(StoreError) {
        try run(
            EnrolmentSQL.setPushAddress,
            [.text(id.text), .text(topic), .bytes(token), .text(magic), .int(now.microseconds)])
    }

    public func setState(_ id: EnrolmentID, _ state: EnrolmentState) throws(StoreError) {
        try run(EnrolmentSQL.setState, [.text(id.text), .text(state.rawValue)])
    }

    public func endEnrolment(_ id: EnrolmentID) throws(StoreError) { try write(EnrolmentSQL.end, [.text(id.text)]) }

    public func channelsBehind(limit: Int) throws(StoreError) -> [EnrolmentID] {
        let rows = try run(EnrolmentSQL.behind, [.text(WorkKind.push), .int(Int64(limit))])
        return try rows.map { row throws(StoreError) in EnrolmentID(stored: try row.text(0)) }
    }
}

extension EnrolmentRow {
    /// How many columns of a row it takes; what a statement adds follows them.
    static let columnCount = 13

    init(_ row: SQLRow) throws(StoreError) {
        guard let state = EnrolmentState(rawValue: try row.text(3)) else {
            throw StoreError.corrupt("an enrolment is in an unknown state")
        }
        self.init(
            id: EnrolmentID(stored: try row.text(0)), device: DeviceID(try row.text(1)),
            isUserChannel: try row.bool(2), state: state, topic: try row.text(4), pushToken: try row.optionalBytes(5),
            pushMagic: try row.optionalText(6), pushRefusal: try row.optionalText(7),
            wantedToken: try row.optionalText(8), advertisedToken: try row.optionalText(9),
            wantedSince: Instant(microseconds: try row.int(10)),
            enrolledAt: try row.optionalInt(11).map(Instant.init(microseconds:)),
            certificate: try row.optionalText(12))
    }
}

/// The kinds of work that the outbox carries.
public enum WorkKind {
    /// Wake the device of an enrolment; the subject is its `EnrolmentID`.
    public static let push = "push"
    /// Decide anew what a device should install; the subject is its `DeviceID`.
    public static let plan = "plan"
    /// A time has come that an enforcement was waiting for; the subject is its `DeviceID`.
    public static let timer = "timer"
    /// A device has waited in Setup Assistant for long enough; the subject is its `DeviceID`.
    public static let setup = "setup"
    /// Look at an appliance, and do what is to be done next about it; the subject is its `ApplianceID`.
    public static let appliance = "appliance"
    /// Call an appliance's driver; the subject is its `ApplianceID`.
    public static let driverCall = "driver-call"
    /// Send a mail; the subject is the mail's id.
    public static let mail = "mail"
}
