public import Foundation

/// Starts a synchronisation of declarations (reference 1.4). Build it when it is delivered, not when it is queued.
public struct DeclarativeManagementCommand: Sendable, Hashable {
    /// `RequestType` on the wire.
    public static let requestType = "DeclarativeManagement"

    /// The bytes of the tokens response, so that the device need not fetch it; nil leaves it to the device.
    public var data: Data?

    /// - Parameter data: the bytes of the tokens response of this channel.
    public init(data: Data?) {
        self.data = data
    }
}

extension DeclarativeManagementCommand {
    init(_ reader: PlistReader) throws(MDMCodecError) {
        self.init(data: try reader.optionalBytes("Data"))
    }

    var plistFields: [String: PlistNode] {
        var fields: [String: PlistNode] = ["RequestType": .string(Self.requestType)]
        fields.add("Data", data)
        return fields
    }
}
