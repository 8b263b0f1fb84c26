/// Where a fleet stands.
public struct FleetProgress: Codable, Equatable, Sendable {
    /// Devices by stage.
    public let stages: [DeviceSummary.Stage: Int]
    /// Devices by `softwareupdate.install-state`.
    public let installStates: [String: Int]
    /// Devices that have installed an update and have none under way.
    public let updated: Int
    /// Breaches of the protocol by the server, over all devices.
    public let alarms: Int
    public let pushes: PushCounts
    /// Bytes of updates that came from Apple's servers.
    public let bytesFromCatalog: Int64
    /// Bytes of updates that came from content caches.
    public let bytesFromCache: Int64
    /// In the order of their numbers.
    public let devices: [DeviceSummary]

    init(_ devices: [DeviceSummary], pushes: PushCounts, delivery: ContentDelivery) {
        self.devices = devices
        self.pushes = pushes
        bytesFromCatalog = delivery.bytesFromCatalog
        bytesFromCache = delivery.bytesFromCache
        stages = devices.reduce(into: [:]) { $0[$1.stage, default: 0] += 1 }
        installStates = devices.reduce(into: [:]) { $0[$1.installState, default: 0] += 1 }
        updated = devices.count { $0.updates > 0 && $0.installState == "none" }
        alarms = devices.reduce(0) { $0 + $1.alarms }
    }

    private enum CodingKeys: String, CodingKey {
        case stages, installStates, updated, alarms, pushes, bytesFromCatalog, bytesFromCache, devices
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(
            Dictionary(uniqueKeysWithValues: stages.map { ($0.key.rawValue, $0.value) }), forKey: .stages)
        try container.encode(installStates, forKey: .installStates)
        try container.encode(updated, forKey: .updated)
        try container.encode(alarms, forKey: .alarms)
        try container.encode(pushes, forKey: .pushes)
        try container.encode(bytesFromCatalog, forKey: .bytesFromCatalog)
        try container.encode(bytesFromCache, forKey: .bytesFromCache)
        try container.encode(devices, forKey: .devices)
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            try container.decode([DeviceSummary].self, forKey: .devices),
            pushes: try container.decode(PushCounts.self, forKey: .pushes),
            delivery: ContentDelivery(
                bytesFromCatalog: try container.decode(Int64.self, forKey: .bytesFromCatalog),
                bytesFromCache: try container.decode(Int64.self, forKey: .bytesFromCache)))
    }
}

/// Something that happened to one device.
public struct FleetEvent: Codable, Equatable, Sendable {
    public enum Kind: String, Codable, Sendable {
        case enrolled
        case managed
        /// `detail` is the new install state.
        case installState = "install-state"
        /// `detail` is the version that it runs now.
        case updated
        /// `detail` says what the server did wrong.
        case alarm
        /// `detail` says how.
        case unenrolled
    }

    public let kind: Kind
    public let number: Int
    public let serialNumber: String
    public let name: String
    public let detail: String

    /// What the difference between two summaries of one device amounts to.
    static func between(_ before: DeviceSummary, _ after: DeviceSummary) -> [FleetEvent] {
        guard before != after else { return [] }
        var events: [FleetEvent] = []
        func note(_ kind: Kind, _ detail: String) {
            events.append(
                FleetEvent(
                    kind: kind, number: after.number, serialNumber: after.serialNumber, name: after.name,
                    detail: detail))
        }
        if after.alarms > before.alarms { note(.alarm, after.lastAlarm ?? "") }
        if after.stage != before.stage {
            switch after.stage {
            case .enrolled: note(.enrolled, after.osVersion)
            case .managed: note(.managed, after.osVersion)
            case .unenrolled: note(.unenrolled, after.reason ?? "")
            case .off, .enrolling: break
            }
        }
        if after.updates > before.updates { note(.updated, after.osVersion) }
        if after.installState != before.installState { note(.installState, after.installState) }
        return events
    }
}
