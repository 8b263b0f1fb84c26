/// The four kinds of declaration: the third label of a declaration's type, and the middle of a fetch's endpoint.
public enum DeclarationKind: String, Sendable, Hashable, CaseIterable {
    case activation
    case asset
    case configuration
    case management

    /// The kind that a type such as `com.apple.configuration.passcode.settings` belongs to; nil for any other text.
    public init?(type: String) {
        let labels = type.split(separator: ".", maxSplits: 3, omittingEmptySubsequences: false)
        guard labels.count == 4, !labels[3].isEmpty, let kind = DeclarationKind(rawValue: String(labels[2])) else {
            return nil
        }
        self = kind
    }
}
