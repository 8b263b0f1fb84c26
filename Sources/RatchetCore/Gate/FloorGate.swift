/// The system must be new enough for the enforcement declaration, whatever the device says that it can do; what is older may
/// not speak of declarations at all, so that its capabilities never come (reference 3.1, 8).
public struct FloorGate: Gate {
    public init() {}

    /// The first versions with the declaration, by how product names begin. Watches and HomePods have none.
    private static let floors: [(family: String, system: String, version: OSVersion?)] = [
        ("iPhone", "iOS", OSVersion("17.0")), ("iPad", "iPadOS", OSVersion("17.0")), ("iPod", "iOS", OSVersion("17.0")),
        ("AppleTV", "tvOS", OSVersion("18.4")), ("RealityDevice", "visionOS", OSVersion("26.0")),
        ("Watch", "watchOS", nil), ("AudioAccessory", "HomePod software", nil),
    ]

    private static let macFloor = (system: "macOS", version: OSVersion("14.0"))

    public func judge(_ device: DeviceFacts) -> GateAnswer {
        guard let installed = device.installed, FloorGate.isBelow(installed.value.version, device) else { return .open }
        return .no(.enforcementNotSupported, evidence: [installed.evidence])
    }

    /// What the device's system is older than, `macOS 14.0`; nil where it is not below the floor, or there is none.
    static func floor(above device: DeviceFacts) -> String? {
        guard let installed = device.installed?.value.version, let floor = floor(of: device), let first = floor.version,
            installed < first
        else { return nil }
        return "\(floor.system) \(first)"
    }

    private static func isBelow(_ version: OSVersion, _ device: DeviceFacts) -> Bool {
        guard let floor = floor(of: device) else { return false }
        return floor.version.map { version < $0 } ?? true
    }

    private static func floor(of device: DeviceFacts) -> (system: String, version: OSVersion?)? {
        if device.isMac == true { return macFloor }
        guard let name = device.productName, let floor = floors.first(where: { name.hasPrefix($0.family) }) else {
            return nil
        }
        return (floor.system, floor.version)
    }
}
