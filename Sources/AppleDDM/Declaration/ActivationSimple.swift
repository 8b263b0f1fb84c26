/// Puts configurations into force (reference 2.2). A configuration that no activation names has no effect.
public struct ActivationSimple: Sendable, Hashable {
    /// Identifiers of configurations.
    public var standardConfigurations: [String]
    /// Apple's predicate text; nil means always.
    public var predicate: String?

    /// - Parameter predicate: nil means always.
    public init(standardConfigurations: [String], predicate: String? = nil) {
        self.standardConfigurations = standardConfigurations
        self.predicate = predicate
    }
}

extension ActivationSimple: DeclarationContent {
    public static let type = "com.apple.activation.simple"

    public init(payload: JSONValue) throws(DDMCodecError) {
        let fields = try JSONFields(payload)
        self.init(
            standardConfigurations: try fields.strings("StandardConfigurations"),
            predicate: try fields.optionalString("Predicate"))
    }

    public var payload: JSONValue {
        var fields: [String: JSONValue] = [
            "StandardConfigurations": .array(standardConfigurations.map(JSONValue.string))
        ]
        fields["Predicate"] = predicate.map(JSONValue.string)
        return .object(fields)
    }
}
