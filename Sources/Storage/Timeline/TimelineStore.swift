public import RatchetCore

/// Something that happened, as it is kept: type, version, actor, subject, time, body.
public struct TimelineEvent: Sendable, Equatable {
    public let id: String
    /// Nil for an event about no single device.
    public let device: DeviceID?
    /// Nil for an event about no appliance.
    public let appliance: ApplianceID?
    public let at: Instant
    /// Kebab-case words with dots, `enforcement.moved`.
    public let type: String
    /// Of the body's shape.
    public let version: Int
    /// `device`, `service`, `admin`, `lookup`, `push`.
    public let actor: String
    /// A JSON object.
    public let body: String

    public init(
        id: String, device: DeviceID?, appliance: ApplianceID? = nil, at: Instant, type: String, version: Int = 1,
        actor: String, body: String
    ) {
        (self.id, self.device, self.appliance, self.at, self.type) = (id, device, appliance, at, type)
        (self.version, self.actor, self.body) = (version, actor, body)
    }
}

/// What happened, by device.
public protocol TimelineStore {
    func record(_ events: [TimelineEvent]) throws(StoreError)
    /// A device's events, newest first, before the event `before` where one is given.
    func timeline(of device: DeviceID, before: String?, limit: Int) throws(StoreError) -> [TimelineEvent]
    /// An appliance's events, newest first, before the event `before` where one is given.
    func timeline(of appliance: ApplianceID, before: String?, limit: Int) throws(StoreError) -> [TimelineEvent]
    /// A device's newest events whose type begins with `push.`, newest first.
    func newestPushes(of device: DeviceID, limit: Int) throws(StoreError) -> [TimelineEvent]
}

enum TimelineSQL {
    static let columns = "id, device_id, at, type, version, actor, body, appliance_id"
    /// What devices do is most of it: they are spared a column.
    static let insert = SQLStatement(
        "INSERT INTO event (id, device_id, at, type, version, actor, body) VALUES ($1, $2, $3, $4, $5, $6, $7)")
    static let insertOfAppliance = SQLStatement(
        "INSERT INTO event (\(columns)) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)")
    static let page = SQLStatement(
        "SELECT \(columns) FROM event WHERE device_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3")
    static let pageOfAppliance = SQLStatement(
        "SELECT \(columns) FROM event WHERE appliance_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3")
    /// `/` follows `.`.
    static let newestPushes = SQLStatement(
        """
        SELECT \(columns) FROM event
        WHERE device_id = $1 AND type >= 'push.' AND type < 'push/' ORDER BY id DESC LIMIT $2
        """)
    static let all = [insert, insertOfAppliance, page, pageOfAppliance, newestPushes]
}

extension StoreTransaction: TimelineStore {
    public func record(_ events: [TimelineEvent]) throws(StoreError) {
        try writeEach(TimelineSQL.insert, events.filter { $0.appliance == nil }.map(\.parameters))
        try writeEach(
            TimelineSQL.insertOfAppliance,
            events.compactMap { event in event.appliance.map { event.parameters + [.text($0.text)] } })
    }

    public func timeline(of appliance: ApplianceID, before: String?, limit: Int) throws(StoreError) -> [TimelineEvent] {
        let page: [SQLValue] = [.text(appliance.text), .text(before ?? "~"), .int(Int64(limit))]
        return try run(TimelineSQL.pageOfAppliance, page).map(TimelineEvent.init)
    }

    public func timeline(of device: DeviceID, before: String?, limit: Int) throws(StoreError) -> [TimelineEvent] {
        let page: [SQLValue] = [.text(device.text), .text(before ?? "~"), .int(Int64(limit))]
        return try run(TimelineSQL.page, page).map(TimelineEvent.init)
    }

    public func newestPushes(of device: DeviceID, limit: Int) throws(StoreError) -> [TimelineEvent] {
        try run(TimelineSQL.newestPushes, [.text(device.text), .int(Int64(limit))]).map(TimelineEvent.init)
    }
}

extension TimelineEvent {
    fileprivate var parameters: [SQLValue] {
        [
            .text(id), .optional(device?.text), .int(at.microseconds), .text(type), .int(Int64(version)), .text(actor),
            .text(body),
        ]
    }

    /// Columns as `TimelineSQL.columns` has them.
    init(_ row: SQLRow) throws(StoreError) {
        self.init(
            id: try row.text(0), device: try row.optionalText(1).map(DeviceID.init),
            appliance: try row.optionalText(7).map(ApplianceID.init), at: Instant(microseconds: try row.int(2)),
            type: try row.text(3), version: Int(try row.int(4)),
            actor: try row.text(5), body: try row.text(6))
    }
}
