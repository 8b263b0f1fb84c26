public import RatchetCore

/// A certificate that a device has, or may get.
public struct CertificateRow: Sendable, Equatable {
    public enum State: String, Sendable, Equatable, CaseIterable {
        /// Made for a device, or for whoever held a link; nobody has used it yet.
        case issued
        /// Its device proves with it who it is.
        case bound
        /// Another one took its place; it is worth nothing any more.
        case replaced
    }

    /// SHA-256 of it in DER, in hexadecimal digits.
    public let fingerprint: String
    /// Nil for one that was issued to whoever held a link, and was not used yet.
    public let device: DeviceID?
    public let state: State
    public let subject: String
    public let issuer: String
    public let serial: String
    public let notBefore: Instant
    public let notAfter: Instant
    /// When we issued it, or saw it for the first time.
    public let firstSeen: Instant
    /// When its device was asked last to renew it; nil if it was not.
    public let renewalAsked: Instant?

    public init(
        fingerprint: String, device: DeviceID?, state: State, subject: String, issuer: String, serial: String,
        notBefore: Instant, notAfter: Instant, firstSeen: Instant, renewalAsked: Instant? = nil
    ) {
        (self.fingerprint, self.device, self.state) = (fingerprint, device, state)
        (self.subject, self.issuer, self.serial) = (subject, issuer, serial)
        (self.notBefore, self.notAfter) = (notBefore, notAfter)
        (self.firstSeen, self.renewalAsked) = (firstSeen, renewalAsked)
    }
}

/// Certificates of devices.
public protocol CertificateStore {
    func certificate(_ fingerprint: String) throws(StoreError) -> CertificateRow?
    /// The certificates of a device, the newest first.
    func certificates(of device: DeviceID) throws(StoreError) -> [CertificateRow]
    /// Keeps a certificate that is not known yet; one that is stays as it is.
    func keep(_ certificate: CertificateRow) throws(StoreError)
    /// From now on the device channel is proven by this certificate alone; whatever was bound to the device, or issued for
    /// it, is replaced. False, and nothing is changed, for one that belongs to another device by now or was replaced.
    func bind(_ fingerprint: String, to channel: EnrolmentID, of device: DeviceID) throws(StoreError) -> Bool
    /// Bound certificates of enrolled devices that end before a time and whose devices were not asked to renew since
    /// another, those that end first before the others.
    func certificatesToRenew(endingBefore: Instant, askedBefore: Instant, limit: Int) throws(StoreError)
        -> [CertificateRow]
    func noteRenewalAsked(_ fingerprint: String, at now: Instant) throws(StoreError)
}

enum CertificateSQL {
    private static let columns =
        "fingerprint, device_id, state, subject, issuer, serial, not_before, not_after, first_seen, renewal_asked"
    static let get = SQLStatement("SELECT \(columns) FROM certificate WHERE fingerprint = $1")
    static let ofDevice = SQLStatement(
        "SELECT \(columns) FROM certificate WHERE device_id = $1 ORDER BY first_seen DESC, fingerprint")
    static let keep = SQLStatement(
        """
        INSERT INTO certificate (\(columns)) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        ON CONFLICT (fingerprint) DO NOTHING
        """)
    static let replaceOthers = SQLStatement(
        "UPDATE certificate SET state = 'replaced' WHERE device_id = $1 AND fingerprint <> $2")
    static let bind = SQLStatement(
        """
        UPDATE certificate SET state = 'bound', device_id = $2
        WHERE fingerprint = $1 AND state <> 'replaced' AND (device_id IS NULL OR device_id = $2) RETURNING fingerprint
        """)
    static let setOnChannel = SQLStatement("UPDATE enrolment SET certificate = $2 WHERE id = $1")
    static let toRenew = SQLStatement(
        """
        SELECT \(columns) FROM certificate WHERE state = 'bound' AND not_after < $1
            AND (renewal_asked IS NULL OR renewal_asked < $2)
            AND EXISTS (SELECT 1 FROM enrolment e WHERE e.device_id = certificate.device_id
                AND e.certificate = certificate.fingerprint AND e.state = 'enrolled')
        ORDER BY not_after, fingerprint LIMIT $3
        """)
    static let noteAsked = SQLStatement("UPDATE certificate SET renewal_asked = $2 WHERE fingerprint = $1")
    static let all = [get, ofDevice, keep, replaceOthers, bind, setOnChannel, toRenew, noteAsked]
}

extension StoreTransaction: CertificateStore {
    public func certificate(_ fingerprint: String) throws(StoreError) -> CertificateRow? {
        try run(CertificateSQL.get, [.text(fingerprint)]).first.map(CertificateRow.init)
    }

    public func certificates(of device: DeviceID) throws(StoreError) -> [CertificateRow] {
        try run(CertificateSQL.ofDevice, [.text(device.text)]).map(CertificateRow.init)
    }

    public func keep(_ certificate: CertificateRow) throws(StoreError) {
        try write(
            CertificateSQL.keep,
            [
                .text(certificate.fingerprint), .optional(certificate.device?.text), .text(certificate.state.rawValue),
                .text(certificate.subject), .text(certificate.issuer), .text(certificate.serial),
                .int(certificate.notBefore.microseconds), .int(certificate.notAfter.microseconds),
                .int(certificate.firstSeen.microseconds), .optional(certificate.renewalAsked?.microseconds),
            ])
    }

    public func bind(
        _ fingerprint: String, to channel: EnrolmentID, of device: DeviceID
    ) throws(StoreError) -> Bool {
        if try run(CertificateSQL.bind, [.text(fingerprint), .text(device.text)]).isEmpty { return false }
        try write(CertificateSQL.replaceOthers, [.text(device.text), .text(fingerprint)])
        try write(CertificateSQL.setOnChannel, [.text(channel.text), .text(fingerprint)])
        return true
    }

    public func certificatesToRenew(
        endingBefore: Instant, askedBefore: Instant, limit: Int
    ) throws(StoreError) -> [CertificateRow] {
        let bounds: [SQLValue] = [.int(endingBefore.microseconds), .int(askedBefore.microseconds), .int(Int64(limit))]
        return try run(CertificateSQL.toRenew, bounds).map(CertificateRow.init)
    }

    public func noteRenewalAsked(_ fingerprint: String, at now: Instant) throws(StoreError) {
        try write(CertificateSQL.noteAsked, [.text(fingerprint), .int(now.microseconds)])
    }
}

extension CertificateRow {
    init(_ row: SQLRow) throws(StoreError) {
        guard let state = State(rawValue: try row.text(2)) else {
            throw StoreError.corrupt("a certificate is in an unknown state")
        }
        self.init(
            fingerprint: try row.text(0), device: try row.optionalText(1).map(DeviceID.init), state: state,
            subject: try row.text(3), issuer: try row.text(4), serial: try row.text(5),
            notBefore: Instant(microseconds: try row.int(6)), notAfter: Instant(microseconds: try row.int(7)),
            firstSeen: Instant(microseconds: try row.int(8)),
            renewalAsked: try row.optionalInt(9).map(Instant.init(microseconds:)))
    }
}
