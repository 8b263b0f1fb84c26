/// How a device judges one revision of one declaration: an entry of `management.declarations` (reference 2.3).
public struct DeclarationStatus: Sendable, Hashable {
    /// `valid`.
    public enum Validity: Sendable, Hashable {
        /// Not evaluated yet.
        case unknown
        case valid
        case invalid
        /// A value that Apple added since.
        case other(String)

        /// Reads the spelling on the wire; anything not listed is kept as it came.
        public init(_ text: String) {
            switch text {
            case "unknown": self = .unknown
            case "valid": self = .valid
            case "invalid": self = .invalid
            default: self = .other(text)
            }
        }

        /// The spelling on the wire.
        public var text: String {
            switch self {
            case .unknown: "unknown"
            case .valid: "valid"
            case .invalid: "invalid"
            case .other(let text): text
            }
        }
    }

    /// The declaration's identifier.
    public var identifier: String
    /// The revision judged; another one than ours is an old one.
    public var serverToken: String
    /// Always false for the kind `management`.
    public var isActive: Bool
    /// The device's verdict.
    public var validity: Validity
    /// Why it is not in force; empty when there is none.
    public var reasons: [StatusReason]

    /// One judgement.
    public init(
        identifier: String, serverToken: String, isActive: Bool, validity: Validity, reasons: [StatusReason] = []
    ) {
        self.identifier = identifier
        self.serverToken = serverToken
        self.isActive = isActive
        self.validity = validity
        self.reasons = reasons
    }
}

extension DeclarationStatus {
    /// Nil unless identifier, token, `active` and `valid` can be read. Reasons that cannot be read are left out.
    init?(_ value: JSONValue) {
        guard let identifier = value["identifier"]?.string, let serverToken = value["server-token"]?.string,
            let isActive = value["active"]?.bool, let validity = value["valid"]?.string
        else { return nil }
        let reasons = value["reasons"]?.array ?? []
        self.init(
            identifier: identifier, serverToken: serverToken, isActive: isActive, validity: Validity(validity),
            reasons: reasons.compactMap { StatusReason($0, keys: .lowerCase) })
    }

    var json: JSONValue {
        var fields: [String: JSONValue] = [
            "identifier": .string(identifier), "server-token": .string(serverToken), "active": .bool(isActive),
            "valid": .string(validity.text),
        ]
        if !reasons.isEmpty { fields["reasons"] = .array(reasons.map { $0.json(keys: .lowerCase) }) }
        return .object(fields)
    }
}
