/// What a device wants of declarative management: `Endpoint` of the check-in message (reference 2).
public enum DeclarativeManagementEndpoint: Sendable, Hashable {
    case tokens
    case declarationItems
    /// The identifier is everything after the second slash, slashes included.
    case declaration(DeclarationKind, identifier: String)
    case status
    /// Anything else, a declaration of an unknown kind or without identifier included.
    case unknown(String)

    /// Reads the spelling on the wire; anything not listed is kept as it came.
    public init(_ text: String) {
        switch text {
        case "tokens": self = .tokens
        case "declaration-items": self = .declarationItems
        case "status": self = .status
        default: self = Self.declaration(text) ?? .unknown(text)
        }
    }

    /// The spelling on the wire.
    public var text: String {
        switch self {
        case .tokens: "tokens"
        case .declarationItems: "declaration-items"
        case .declaration(let kind, let identifier): "declaration/\(kind.rawValue)/\(identifier)"
        case .status: "status"
        case .unknown(let text): text
        }
    }

    private static func declaration(_ text: String) -> DeclarativeManagementEndpoint? {
        // By octets: a slash and an accent after it are one character.
        let parts = text.utf8.split(separator: UInt8(ascii: "/"), maxSplits: 2, omittingEmptySubsequences: false)
            .map { String(Substring($0)) }
        guard parts.count == 3, parts[0] == "declaration", !parts[2].isEmpty,
            let kind = DeclarationKind(rawValue: parts[1])
        else { return nil }
        return .declaration(kind, identifier: parts[2])
    }
}
