public import Foundation

/// The manifest: every declaration that is meant for a device, by kind (reference 2.1).
///
/// All four arrays are always written. What is not listed, the device removes.
public struct DeclarationItemsResponse: Sendable, Hashable {
    /// One declaration and its revision.
    public struct Item: Sendable, Hashable {
        /// The declaration's identifier.
        public var identifier: String
        /// Its revision.
        public var serverToken: String

        /// One line of a manifest.
        public init(identifier: String, serverToken: String) {
            self.identifier = identifier
            self.serverToken = serverToken
        }
    }

    /// The token of this very set; the same one that `tokens` answers.
    public var declarationsToken: String
    /// What puts configurations into force.
    public var activations: [Item]
    /// What configurations refer to.
    public var assets: [Item]
    /// What is wanted of the device.
    public var configurations: [Item]
    /// What the device is told about its management.
    public var management: [Item]

    /// A manifest; what is not given is empty.
    public init(
        declarationsToken: String, activations: [Item] = [], assets: [Item] = [], configurations: [Item] = [],
        management: [Item] = []
    ) {
        self.declarationsToken = declarationsToken
        self.activations = activations
        self.assets = assets
        self.configurations = configurations
        self.management = management
    }

    /// The items of one kind.
    public subscript(_ kind: DeclarationKind) -> [Item] {
        get {
            switch kind {
            case .activation: activations
            case .asset: assets
            case .configuration: configurations
            case .management: management
            }
        }
        set {
            switch kind {
            case .activation: activations = newValue
            case .asset: assets = newValue
            case .configuration: configurations = newValue
            case .management: management = newValue
            }
        }
    }

    /// The manifest with sorted keys; items stay in the order given.
    public func json() -> Data {
        var lists: [String: JSONValue] = [:]
        for kind in DeclarationKind.allCases {
            lists[Self.key(of: kind)] = .array(self[kind].map(\.json))
        }
        return JSONValue.object(["Declarations": .object(lists), "DeclarationsToken": .string(declarationsToken)])
            .json()
    }

    /// The name of a kind's array: the plural, except for `Management`.
    static func key(of kind: DeclarationKind) -> String {
        switch kind {
        case .activation: "Activations"
        case .asset: "Assets"
        case .configuration: "Configurations"
        case .management: "Management"
        }
    }
}

extension DeclarationItemsResponse {
    /// Reads a manifest as strictly as a device would: all four arrays must be there.
    public init(json: Data, limits: JSONLimits = .message) throws(DDMCodecError) {
        let fields = try JSONFields(json, limits: limits)
        self.init(declarationsToken: try fields.string("DeclarationsToken"))
        try DeclarationRules.checkDeclarationsToken(declarationsToken)
        let lists = try fields.object("Declarations")
        for kind in DeclarationKind.allCases {
            var items: [Item] = []
            for element in try lists.array(Self.key(of: kind)) { items.append(try Item(element)) }
            self[kind] = items
        }
    }
}

extension DeclarationItemsResponse.Item {
    fileprivate init(_ value: JSONValue) throws(DDMCodecError) {
        let fields = try JSONFields(value)
        self.init(identifier: try fields.string("Identifier"), serverToken: try fields.string("ServerToken"))
        try DeclarationRules.checkIdentifier(identifier)
        try DeclarationRules.checkServerToken(serverToken)
    }

    fileprivate var json: JSONValue {
        .object(["Identifier": .string(identifier), "ServerToken": .string(serverToken)])
    }
}
