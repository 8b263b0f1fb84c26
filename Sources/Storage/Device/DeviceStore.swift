public import RatchetCore

/// A device with what is queried about it and everything known about it.
public struct DeviceRow: Sendable, Equatable {
    public let id: DeviceID
    /// Stable and small, for people and for scripts that want an integer.
    public let number: Int64
    /// What the device calls itself: its `UDID`, or its `EnrollmentID` with user enrolment.
    public let identifier: String
    public let firstContact: Instant
    public let lastContact: Instant
    /// Rises with every unit of work for this device, and with whatever is saved about it.
    public let revision: Int64
    public var facts: DeviceFacts
}

/// A device with what a message of it may change.
public struct DeviceAtWork: Sendable, Equatable {
    public let device: DeviceRow
    /// The open one; nil if none is open.
    public let enforcement: Enforcement?
    /// Of the declaration that was asked for; nil if it is not in the manifest.
    public let serverToken: String?
    /// Nil where it was not asked for.
    public let basis: PlanningBasis?
}

/// Which revision of a device there is: as long as it is the same, so is everything known about the device.
public struct DeviceRevision: Sendable, Equatable {
    public let id: DeviceID
    public let revision: Int64
}

/// Devices.
public protocol DeviceStore {
    /// The first statement of a unit of work that the service does by itself: raises the device's revision and holds its
    /// row lock until the unit of work ends. Nil for a device that is not there. See also `ContactStore`.
    func lock(_ id: DeviceID) throws(StoreError) -> DeviceRow?
    /// Makes a device, or returns the one that already calls itself so, with the contact noted and its row locked.
    func touchOrCreate(identifier: String, newID: DeviceID, facts: DeviceFacts, at now: Instant) throws(StoreError)
        -> DeviceRow
    /// - Parameter contact: notes that the device was heard of; nil if it was not, or if that is noted.
    func save(_ facts: DeviceFacts, of id: DeviceID, contact: Instant?) throws(StoreError)
    func device(_ id: DeviceID) throws(StoreError) -> DeviceRow?
    /// The device of a channel, with its open enforcement and the server token that the configuration with this identifier
    /// has in the manifest that the channel should have. Nil for a device that is not there.
    func deviceAtWork(of channel: EnrolmentRow, configuration: String) throws(StoreError) -> DeviceAtWork?
    /// Whom a word can stand for, by number: whoever has it as our id, our number or its identifier; where there is nobody,
    /// whoever has it as a serial number; where there is nobody either, as a name. More than one is for a person to tell
    /// apart; at most `limit` are returned.
    func findDevices(_ word: String, limit: Int) throws(StoreError) -> [DeviceRow]
    /// What every device is called, by number.
    func deviceNames() throws(StoreError) -> [DeviceName]
    /// Every device's revision, by number.
    func deviceRevisions() throws(StoreError) -> [DeviceRevision]
    /// Devices with a number above `after`, by number.
    func devices(after: Int64, limit: Int) throws(StoreError) -> [DeviceRow]
}

enum DeviceSQL {
    static let columns = "id, number, identifier, first_contact, last_contact, revision, facts"
    static let lock = SQLStatement("UPDATE device SET revision = revision + 1 WHERE id = $1 RETURNING \(columns)")
    static let touchByIdentifier = SQLStatement(
        "UPDATE device SET last_contact = $2, revision = revision + 1 WHERE identifier = $1 RETURNING \(columns)")
    static let insert = SQLStatement(
        """
        INSERT INTO device (id, number, identifier, serial, name, first_contact, last_contact, revision, facts)
        VALUES ($1, $2, $3, $4, $5, $6, $6, 1, $7)
        """)
    static let save = SQLStatement(
        """
        UPDATE device SET facts = $2, serial = $3, name = $4, feed_key = $5, lacks_inventory = $6,
            last_contact = COALESCE($7, last_contact), revision = revision + 1
        WHERE id = $1
        """)
    static let get = SQLStatement("SELECT \(columns) FROM device WHERE id = $1")
    static let find = SQLStatement(
        """
        SELECT \(columns) FROM device
        WHERE id = $1 OR identifier = $1 OR number = $2 OR id = $3 OR identifier = $4 ORDER BY number LIMIT $5
        """)
    static let findBySerial = SQLStatement(
        "SELECT \(columns) FROM device WHERE serial = $1 OR serial = $2 ORDER BY number LIMIT $3")
    static let findByName = SQLStatement("SELECT \(columns) FROM device WHERE name = $1 ORDER BY number LIMIT $2")
    static let names = SQLStatement("SELECT number, name, serial FROM device ORDER BY number")
    static let page = SQLStatement("SELECT \(columns) FROM device WHERE number > $1 ORDER BY number LIMIT $2")
    static let revisions = SQLStatement("SELECT id, revision FROM device ORDER BY number")
    static let count = SQLStatement(
        """
        INSERT INTO counter (name, value) VALUES ($1, 1)
        ON CONFLICT (name) DO UPDATE SET value = counter.value + 1 RETURNING value
        """)
    static let all = [
        lock, touchByIdentifier, insert, save, get, find, findBySerial, findByName, names,
        page, revisions, count,
    ]
}

extension StoreTransaction: DeviceStore {
    public func lock(_ id: DeviceID) throws(StoreError) -> DeviceRow? {
        try run(DeviceSQL.lock, [.text(id.text)]).first.map(DeviceRow.init)
    }

    public func touchOrCreate(
        identifier: String, newID: DeviceID, facts: DeviceFacts, at now: Instant
    ) throws(StoreError) -> DeviceRow {
        let touch: [SQLValue] = [.text(identifier), .int(now.microseconds)]
        if let row = try run(DeviceSQL.touchByIdentifier, touch).first { return try DeviceRow(row) }
        let number = try nextNumber("device")
        try run(
            DeviceSQL.insert,
            [
                .text(newID.text), .int(number), .text(identifier), .optional(facts.serialNumber),
                .optional(facts.name?.lowercased()), .int(now.microseconds),
                .text(FactsDocument(facts).text),
            ])
        return DeviceRow(
            id: newID, number: number, identifier: identifier, firstContact: now, lastContact: now, revision: 1,
            facts: facts)
    }

    public func save(_ facts: DeviceFacts, of id: DeviceID, contact: Instant? = nil) throws(StoreError) {
        let document = FactsDocument(facts).text
        try write(
            DeviceSQL.save,
            [
                .text(id.text), .text(document), .optional(facts.serialNumber), .optional(facts.name?.lowercased()),
                .optional(facts.feedKey?.text), .bool(facts.lacksInventory), .optional(contact?.microseconds),
            ])
    }

    public func device(_ id: DeviceID) throws(StoreError) -> DeviceRow? {
        try run(DeviceSQL.get, [.text(id.text)]).first.map(DeviceRow.init)
    }

    public func deviceAtWork(of channel: EnrolmentRow, configuration: String) throws(StoreError) -> DeviceAtWork? {
        let (device, wanted) = (channel.device.text, [channel.id.text, "configuration", configuration])
        let answers = try runAll([
            SQLRequest(DeviceSQL.get, [.text(device)]), SQLRequest(EnforcementSQL.open, [.text(device)]),
            SQLRequest(ManifestSQL.wantedServerToken, wanted.map(SQLValue.text)),
        ])
        guard let row = answers[0].first else { return nil }
        return DeviceAtWork(
            device: try DeviceRow(row), enforcement: try answers[1].first.map(Enforcement.init),
            serverToken: try answers[2].first?.text(0), basis: nil)
    }

    public func findDevices(_ word: String, limit: Int) throws(StoreError) -> [DeviceRow] {
        // Ours are lower-case, Apple's upper-case; people type either.
        let (lower, upper, most) = (SQLValue.text(word.lowercased()), SQLValue.text(word.uppercased()), Int64(limit))
        let ways: [(SQLStatement, [SQLValue])] = [
            (DeviceSQL.find, [.text(word), .int(Int64(word) ?? -1), lower, upper, .int(most)]),
            (DeviceSQL.findBySerial, [.text(word), upper, .int(most)]),
            (DeviceSQL.findByName, [lower, .int(most)]),
        ]
        for (statement, key) in ways {
            let found = try run(statement, key).map(DeviceRow.init)
            if !found.isEmpty { return found }
        }
        return []
    }

    public func deviceNames() throws(StoreError) -> [DeviceName] {
        try run(DeviceSQL.names).map { row throws(StoreError) in
            DeviceName(number: try row.int(0), name: try row.optionalText(1), serial: try row.optionalText(2))
        }
    }

    public func devices(after: Int64, limit: Int) throws(StoreError) -> [DeviceRow] {
        try run(DeviceSQL.page, [.int(after), .int(Int64(limit))]).map(DeviceRow.init)
    }

    public func deviceRevisions() throws(StoreError) -> [DeviceRevision] {
        try run(DeviceSQL.revisions).map { row throws(StoreError) in
            DeviceRevision(id: DeviceID(try row.text(0)), revision: try row.int(1))
        }
    }

    /// The next of a row of integers; never given out twice.
    func nextNumber(_ name: String) throws(StoreError) -> Int64 {
        guard let row = try run(DeviceSQL.count, [.text(name)]).first else {
            throw StoreError.corrupt("counter \(name) is gone")
        }
        return try row.int(0)
    }
}

extension DeviceRow {
    /// How many columns of a row it takes; what a statement adds follows them.
    static let columnCount = 7

    init(_ row: SQLRow) throws(StoreError) {
        self.init(
            id: DeviceID(try row.text(0)), number: try row.int(1), identifier: try row.text(2),
            firstContact: Instant(microseconds: try row.int(3)), lastContact: Instant(microseconds: try row.int(4)),
            revision: try row.int(5), facts: try FactsDocument(text: try row.text(6)).facts())
    }
}
