public import RatchetCore

/// A checkpoint with its number.
public struct CheckpointRecord: Sendable, Equatable {
    public let number: Int64
    public let checkpoint: Checkpoint

    public init(number: Int64, checkpoint: Checkpoint) { (self.number, self.checkpoint) = (number, checkpoint) }
}

/// What people have to do by hand, and who signed it off.
public protocol CheckpointStore {
    /// The open one for this verb of the appliance: it, if there is none yet.
    func openCheckpoint(_ checkpoint: Checkpoint) throws(StoreError) -> CheckpointRecord
    /// By id or number.
    func findCheckpoint(_ word: String) throws(StoreError) -> CheckpointRecord?
    /// All that are open, oldest first.
    func openCheckpoints() throws(StoreError) -> [CheckpointRecord]
    func openCheckpoints(of appliance: ApplianceID) throws(StoreError) -> [CheckpointRecord]
    /// False if it is not open any more.
    func signOff(_ id: CheckpointID, _ signOff: Checkpoint.SignOff) throws(StoreError) -> Bool
    /// Takes one back, because it is not needed any more.
    func takeBack(_ id: CheckpointID, at now: Instant) throws(StoreError)
}

enum CheckpointSQL {
    private static let columns = """
        id, number, appliance_id, upgrade_id, verb, package, opened_at, closed_at, signed_by, note
        """
    static let insert = SQLStatement(
        """
        INSERT INTO checkpoint (id, number, appliance_id, upgrade_id, verb, package, opened_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        """)
    static let find = SQLStatement("SELECT \(columns) FROM checkpoint WHERE id = $1 OR number = $2 LIMIT 1")
    static let open = SQLStatement("SELECT \(columns) FROM checkpoint WHERE closed_at IS NULL ORDER BY number")
    static let openOf = SQLStatement(
        "SELECT \(columns) FROM checkpoint WHERE appliance_id = $1 AND closed_at IS NULL ORDER BY number")
    static let sign = SQLStatement(
        """
        UPDATE checkpoint SET closed_at = $2, signed_by = $3, note = $4 WHERE id = $1 AND closed_at IS NULL
        RETURNING id
        """)
    static let close = SQLStatement("UPDATE checkpoint SET closed_at = $2 WHERE id = $1 AND closed_at IS NULL")
    static let all = [insert, find, open, openOf, sign, close]
}

extension StoreTransaction: CheckpointStore {
    public func openCheckpoint(_ wanted: Checkpoint) throws(StoreError) -> CheckpointRecord {
        let open = try openCheckpoints(of: wanted.appliance).first { $0.checkpoint.verb == wanted.verb }
        if let open { return open }
        let number = try nextNumber("checkpoint")
        try run(
            CheckpointSQL.insert,
            [
                .text(wanted.id.text), .int(number), .text(wanted.appliance.text), .text(wanted.upgrade.text),
                .text(wanted.verb.rawValue), .optional(wanted.package?.text), .int(wanted.openedAt.microseconds),
            ])
        return CheckpointRecord(number: number, checkpoint: wanted)
    }

    public func findCheckpoint(_ word: String) throws(StoreError) -> CheckpointRecord? {
        try run(CheckpointSQL.find, [.text(word), .int(Int64(word) ?? -1)]).first.map(CheckpointRecord.init)
    }

    public func openCheckpoints() throws(StoreError) -> [CheckpointRecord] {
        try run(CheckpointSQL.open).map(CheckpointRecord.init)
    }

    public func openCheckpoints(of appliance: ApplianceID) throws(StoreError) -> [CheckpointRecord] {
        try run(CheckpointSQL.openOf, [.text(appliance.text)]).map(CheckpointRecord.init)
    }

    public func signOff(_ id: CheckpointID, _ signOff: Checkpoint.SignOff) throws(StoreError) -> Bool {
        try !run(
            CheckpointSQL.sign,
            [.text(id.text), .int(signOff.at.microseconds), .text(signOff.by), .text(signOff.note)]
        ).isEmpty
    }

    public func takeBack(_ id: CheckpointID, at now: Instant) throws(StoreError) {
        try write(CheckpointSQL.close, [.text(id.text), .int(now.microseconds)])
    }
}

extension CheckpointRecord {
    fileprivate init(_ row: SQLRow) throws(StoreError) {
        var signedOff: Checkpoint.SignOff?
        if let by = try row.optionalText(8), let note = try row.optionalText(9), let at = try row.optionalInt(7) {
            signedOff = Checkpoint.SignOff(by: by, note: note, at: Instant(microseconds: at))
        }
        self.init(
            number: try row.int(1),
            checkpoint: Checkpoint(
                id: CheckpointID(try row.text(0)), appliance: ApplianceID(try row.text(2)),
                upgrade: UpgradeID(try row.text(3)), verb: try DriverVerb(rawValue: try row.text(4)).stored(),
                package: try row.optionalText(5).map(PackageID.init(stored:)),
                openedAt: Instant(microseconds: try row.int(6)), signedOff: signedOff))
    }
}
