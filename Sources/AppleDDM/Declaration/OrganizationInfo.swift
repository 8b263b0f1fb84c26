/// Tells the user who manages the device (reference 2.2).
public struct OrganizationInfo: Sendable, Hashable {
    /// The organisation's name.
    public var name: String
    /// Where a user can ask.
    public var email: String?
    /// A page for users.
    public var url: String?

    /// - Parameter name: shown to the user.
    public init(name: String, email: String? = nil, url: String? = nil) {
        self.name = name
        self.email = email
        self.url = url
    }
}

extension OrganizationInfo: DeclarationContent {
    public static let type = "com.apple.management.organization-info"

    public init(payload: JSONValue) throws(DDMCodecError) {
        let fields = try JSONFields(payload)
        self.init(
            name: try fields.string("Name"), email: try fields.optionalString("Email"),
            url: try fields.optionalString("URL"))
    }

    public var payload: JSONValue {
        var fields: [String: JSONValue] = ["Name": .string(name)]
        fields["Email"] = email.map(JSONValue.string)
        fields["URL"] = url.map(JSONValue.string)
        return .object(fields)
    }
}
