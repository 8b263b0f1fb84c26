/// Asks for facts about the device (reference 1.4).
public struct DeviceInformationCommand: Sendable, Hashable {
    /// `RequestType` on the wire.
    public static let requestType = "DeviceInformation"

    /// What is asked, in this order.
    public var queries: [DeviceInformationQuery]

    /// - Parameter queries: see `DeviceInformationQuery.all`.
    public init(queries: [DeviceInformationQuery]) {
        self.queries = queries
    }
}

extension DeviceInformationCommand {
    init(_ reader: PlistReader) throws(MDMCodecError) {
        let names = try reader.optionalTexts("Queries") ?? []
        self.init(queries: names.map(DeviceInformationQuery.init(rawValue:)))
    }

    var plistFields: [String: PlistNode] {
        [
            "RequestType": .string(Self.requestType),
            "Queries": .array(queries.map { .string($0.rawValue) }),
        ]
    }
}
