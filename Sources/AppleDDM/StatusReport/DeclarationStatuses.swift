/// `management.declarations`: the device's judgement of every declaration it holds, by kind (reference 2.3).
public struct DeclarationStatuses: Sendable, Hashable {
    /// An array per kind that was reported. One identifier may come under two server tokens: prefer the one that is ours.
    public var byKind: [DeclarationKind: [DeclarationStatus]]
    /// Where an entry or a list could not be read, such as `configurations[2]`.
    public var unreadablePaths: [String]

    /// - Parameter byKind: a kind that is left out reads as not reported.
    public init(byKind: [DeclarationKind: [DeclarationStatus]]) {
        self.byKind = byKind
        unreadablePaths = []
    }

    /// The entries of one kind; empty when the kind was not reported.
    public subscript(_ kind: DeclarationKind) -> [DeclarationStatus] { byKind[kind] ?? [] }

    /// The judgement of one revision; nil when the device does not list it.
    public func status(
        of identifier: String, serverToken: String, kind: DeclarationKind = .configuration
    ) -> DeclarationStatus? {
        self[kind].first { $0.identifier == identifier && $0.serverToken == serverToken }
    }
}

extension DeclarationStatuses: StatusItemValue {
    public static let itemName = StatusItemName.declarations

    public static func read(_ json: JSONValue) -> StatusReading<DeclarationStatuses> {
        guard json.object != nil else { return expected("an object", json) }
        var statuses = DeclarationStatuses(byKind: [:])
        for kind in DeclarationKind.allCases {
            guard let value = json[key(of: kind)] else { continue }
            statuses.read(value, kind)
        }
        return .value(statuses)
    }

    /// All four kinds, as a device reports them.
    public var json: JSONValue {
        var lists: [String: JSONValue] = [:]
        for kind in DeclarationKind.allCases { lists[Self.key(of: kind)] = .array(self[kind].map(\.json)) }
        return .object(lists)
    }

    private mutating func read(_ value: JSONValue, _ kind: DeclarationKind) {
        guard let entries = value.array else { return unreadablePaths.append(Self.key(of: kind)) }
        var list: [DeclarationStatus] = []
        for (index, entry) in entries.enumerated() {
            if let status = DeclarationStatus(entry) {
                list.append(status)
            } else {
                unreadablePaths.append("\(Self.key(of: kind))[\(index)]")
            }
        }
        byKind[kind] = list
    }

    /// The plural, except for `management`.
    static func key(of kind: DeclarationKind) -> String {
        kind == .management ? kind.rawValue : kind.rawValue + "s"
    }
}
