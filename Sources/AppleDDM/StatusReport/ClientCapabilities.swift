/// `management.client-capabilities`: what a device's version of the OS understands (reference 2.3).
public struct ClientCapabilities: Sendable, Hashable {
    /// Versions of the protocol.
    public var supportedVersions: [String]
    /// An object, as sent.
    public var supportedFeatures: JSONValue
    /// Types of declarations, by kind.
    public var declarations: [DeclarationKind: [String]]
    /// Names of status items that can be subscribed to.
    public var statusItems: [String]

    /// - Parameter supportedFeatures: an object.
    public init(
        supportedVersions: [String], supportedFeatures: JSONValue = [:], declarations: [DeclarationKind: [String]],
        statusItems: [String]
    ) {
        self.supportedVersions = supportedVersions
        self.supportedFeatures = supportedFeatures
        self.declarations = declarations
        self.statusItems = statusItems
    }

    /// Whether the device takes declarations of this type.
    public func supports(declarationType type: String) -> Bool {
        guard let kind = DeclarationKind(type: type) else { return false }
        return declarations[kind]?.contains(type) ?? false
    }
}

extension ClientCapabilities: StatusItemValue {
    public static let itemName = StatusItemName.clientCapabilities

    /// The two lists under `supported-payloads` must be readable; versions and features may be absent.
    public static func read(_ json: JSONValue) -> StatusReading<ClientCapabilities> {
        guard let payloads = json["supported-payloads"], payloads.object != nil else {
            return expected("an object in supported-payloads", json["supported-payloads"])
        }
        guard let statusItems = payloads["status-items"]?.strings else {
            return expected("an array of strings in status-items", payloads["status-items"])
        }
        guard let lists = payloads["declarations"], lists.object != nil else {
            return expected("an object in declarations", payloads["declarations"])
        }
        var declarations: [DeclarationKind: [String]] = [:]
        for kind in DeclarationKind.allCases {
            guard let list = lists[DeclarationStatuses.key(of: kind)] else { continue }
            guard let types = list.strings else { return expected("an array of strings in declarations", list) }
            declarations[kind] = types
        }
        return .value(
            ClientCapabilities(
                supportedVersions: json["supported-versions"]?.strings ?? [],
                supportedFeatures: json["supported-features"] ?? [:], declarations: declarations,
                statusItems: statusItems))
    }

    /// The value as a device reports it.
    public var json: JSONValue {
        var lists: [String: JSONValue] = [:]
        for (kind, types) in declarations { lists[DeclarationStatuses.key(of: kind)] = Self.list(types) }
        return .object([
            "supported-versions": Self.list(supportedVersions), "supported-features": supportedFeatures,
            "supported-payloads": .object([
                "declarations": .object(lists), "status-items": Self.list(statusItems),
            ]),
        ])
    }

    private static func list(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }
}
