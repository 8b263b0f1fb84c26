/// Asks a device to report status items whenever they change (reference 2.2). Several subscriptions are united.
public struct StatusSubscriptions: Sendable, Hashable {
    /// Dotted names; list only those that the device's capabilities list.
    public var statusItems: [String]

    /// - Parameter statusItems: dotted names.
    public init(statusItems: [String]) {
        self.statusItems = statusItems
    }
}

extension StatusSubscriptions: DeclarationContent {
    public static let type = "com.apple.configuration.management.status-subscriptions"

    public init(payload: JSONValue) throws(DDMCodecError) {
        var names: [String] = []
        for item in try JSONFields(payload).array("StatusItems") {
            guard let name = item["Name"]?.string else { throw .wrongType("StatusItems") }
            names.append(name)
        }
        self.init(statusItems: names)
    }

    public var payload: JSONValue {
        .object(["StatusItems": .array(statusItems.map { .object(["Name": .string($0)]) })])
    }
}
