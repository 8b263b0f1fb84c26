/// Capabilities, feed key, supervision and the installed version must be known; until then the answer is "not yet",
/// never "no".
public struct InventoryGate: Gate {
    public init() {}

    public func judge(_ device: DeviceFacts) -> GateAnswer {
        let isComplete =
            device.capabilities != nil && device.isSupervised != nil && device.installed != nil && device.feedKey != nil
        return isComplete ? .open : .notYet(.inventoryPending)
    }

    /// The names of what is still missing, for people: `capabilities`, `supervision`, `os-version`, `feed-key`.
    public static func missing(in device: DeviceFacts) -> [String] {
        [
            device.capabilities == nil ? "capabilities" : nil, device.isSupervised == nil ? "supervision" : nil,
            device.installed == nil ? "os-version" : nil, device.feedKey == nil ? "feed-key" : nil,
        ].compactMap(\.self)
    }
}
