/// What people call a device.
public struct DeviceName: Sendable, Equatable {
    public let number: Int64
    /// In lower case; nil where it has none.
    public let name: String?
    public let serial: String?
}
