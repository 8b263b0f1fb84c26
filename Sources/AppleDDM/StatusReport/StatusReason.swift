/// A reason in a status report (reference 2.3): why an item is missing, or why a declaration is not in force.
public struct StatusReason: Sendable, Hashable {
    /// Such as `Error.ConfigurationCannotBeApplied` or `Info.Predicate`.
    public var code: String
    /// Free text, for diagnosis only.
    public var description: String?
    /// An object; which keys it has depends on the code.
    public var details: JSONValue?

    /// - Parameter details: an object.
    public init(code: String, description: String? = nil, details: JSONValue? = nil) {
        self.code = code
        self.description = description
        self.details = details
    }
}

extension StatusReason {
    /// Apple spells the keys differently in the two places where reasons stand.
    enum Keys {
        /// In `Errors`: `Code`, `Description`, `Details`.
        case upperCase
        /// In `management.declarations`: `code`, `description`, `details`.
        case lowerCase

        var code: String { self == .upperCase ? "Code" : "code" }
        var description: String { self == .upperCase ? "Description" : "description" }
        var details: String { self == .upperCase ? "Details" : "details" }
    }

    /// Nil without a code.
    init?(_ value: JSONValue, keys: Keys) {
        guard let code = value[keys.code]?.string else { return nil }
        self.init(code: code, description: value[keys.description]?.string, details: value[keys.details])
    }

    func json(keys: Keys) -> JSONValue {
        var fields: [String: JSONValue] = [keys.code: .string(code)]
        fields[keys.description] = description.map(JSONValue.string)
        fields[keys.details] = details
        return .object(fields)
    }
}
