/// Where a fleet stands, device by device.
public struct FleetProgress: Equatable, Sendable {
    /// How many devices stand where.
    public let counts: FleetCounts
    public let pushes: PushCounts
    /// Bytes of updates that came from Apple's servers.
    public let bytesFromCatalog: Int64
    /// Bytes of updates that came from the content cache of each site that has one, by `headquarters` and `branch`.
    public let bytesFromCaches: [String: Int64]
    /// What went over the wire.
    public let traffic: TrafficFigures
    /// In the order of their numbers.
    public let devices: [DeviceSummary]

    init(_ devices: [DeviceSummary], pushes: PushCounts, delivery: ContentDelivery, traffic: TrafficFigures) {
        self.devices = devices
        self.pushes = pushes
        self.traffic = traffic
        counts = FleetCounts(devices)
        bytesFromCatalog = delivery.bytesFromCatalog
        bytesFromCaches = Dictionary(
            uniqueKeysWithValues: delivery.bytesFromCaches.map { ($0.key.rawValue, $0.value) })
    }

    /// Breaches of the protocol by the server, over all devices.
    public var alarms: Int { counts.alarms }
    /// Devices that have installed an update and have none under way.
    public var updated: Int { counts.updated }
    /// Bytes of updates that came from content caches.
    public var bytesFromCache: Int64 { bytesFromCaches.values.reduce(0, +) }
}

extension FleetProgress: Encodable {
    private enum CodingKeys: String, CodingKey {
        case stages, installStates, updated, alarms, pushes, bytesFromCatalog, bytesFromCache, bytesFromCaches, traffic
        case devices
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        let stages = Dictionary(uniqueKeysWithValues: counts.stages.map { ($0.key.rawValue, $0.value) })
        try container.encode(stages, forKey: .stages)
        try container.encode(counts.installStates, forKey: .installStates)
        try container.encode(updated, forKey: .updated)
        try container.encode(alarms, forKey: .alarms)
        try container.encode(pushes, forKey: .pushes)
        try container.encode(bytesFromCatalog, forKey: .bytesFromCatalog)
        try container.encode(bytesFromCache, forKey: .bytesFromCache)
        try container.encode(bytesFromCaches, forKey: .bytesFromCaches)
        try container.encode(traffic, forKey: .traffic)
        try container.encode(devices, forKey: .devices)
    }
}
