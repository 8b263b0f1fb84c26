/// The system must be new enough for the enforcement declaration; what is older may not speak of declarations at all, so
/// that its capabilities never come (reference 3.1, 8).
public struct FloorGate: Gate {
    public init() {}

    /// The first versions with the declaration, by how product names begin. A watch has none.
    private static let floors: [(family: String, version: OSVersion?)] = [
        ("iPhone", OSVersion("17.0")), ("iPad", OSVersion("17.0")), ("iPod", OSVersion("17.0")),
        ("AppleTV", OSVersion("18.4")), ("RealityDevice", OSVersion("26.0")), ("Watch", nil),
    ]
    private static let macFloor = OSVersion("14.0")

    public func judge(_ device: DeviceFacts) -> GateAnswer {
        // What a device says that it can do is better than what is known of its kind.
        guard device.capabilities?.value.canEnforceUpdates != true, let installed = device.installed else {
            return .open
        }
        guard FloorGate.isBelow(installed.value.version, device) else { return .open }
        return .no(.enforcementNotSupported, evidence: [installed.evidence])
    }

    private static func isBelow(_ version: OSVersion, _ device: DeviceFacts) -> Bool {
        if device.isMac == true { return macFloor.map { version < $0 } ?? false }
        guard let name = device.productName, let floor = floors.first(where: { name.hasPrefix($0.family) }) else {
            return false
        }
        return floor.version.map { version < $0 } ?? true
    }
}
