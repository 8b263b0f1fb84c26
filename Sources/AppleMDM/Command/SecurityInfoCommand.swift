/// Asks for passcode, FileVault and bootstrap token facts (reference 1.4).
public struct SecurityInfoCommand: Sendable, Hashable {
    public static let requestType = "SecurityInfo"

    public init() {}

    var plistFields: [String: PlistNode] { ["RequestType": .string(Self.requestType)] }
}
