/// Asks for passcode, FileVault and bootstrap token facts (reference 1.4).
public struct SecurityInfoCommand: Sendable, Hashable {
    /// `RequestType` on the wire.
    public static let requestType = "SecurityInfo"

    /// The command; it has no parameter.
    public init() {}

    var plistFields: [String: PlistNode] { ["RequestType": .string(Self.requestType)] }
}
