/// Lets a device out of the setup assistant that awaits its configuration (reference 1.3, `TokenUpdate`).
public struct DeviceConfiguredCommand: Sendable, Hashable {
    /// `RequestType` on the wire.
    public static let requestType = "DeviceConfigured"

    /// The command; it has no parameter.
    public init() {}

    var plistFields: [String: PlistNode] { ["RequestType": .string(Self.requestType)] }
}
