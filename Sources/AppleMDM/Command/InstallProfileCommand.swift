public import Foundation

/// Installs a configuration profile, or replaces the one of the same identifier; needs the right to install profiles.
public struct InstallProfileCommand: Sendable, Hashable {
    /// `RequestType` on the wire.
    public static let requestType = "InstallProfile"

    /// The profile, signed or not.
    public var payload: Data

    public init(payload: Data) { self.payload = payload }
}

extension InstallProfileCommand {
    init(_ reader: PlistReader) throws(MDMCodecError) {
        guard let payload = try reader.optionalBytes("Payload") else { throw MDMCodecError.missing("Payload") }
        self.init(payload: payload)
    }

    var plistFields: [String: PlistNode] {
        ["RequestType": .string(Self.requestType), "Payload": .data(payload)]
    }
}
