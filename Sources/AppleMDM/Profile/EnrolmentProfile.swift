/// The configuration profile with which a device enrols: one payload for its certificate and one for its management
/// (reference 1.1).
public struct EnrolmentProfile: Sendable, Hashable {
    /// How the device gets its certificate.
    public enum Identity: Sendable, Hashable {
        case scep(SCEPPayload)
        case acme(ACMEPayload)
    }

    /// As which a profile is served.
    public static let contentType = "application/x-apple-aspen-config"

    public var header: ProfilePayloadHeader
    /// Shown to the user before it is installed.
    public var organization: String
    /// What the profile is for, shown to the user.
    public var description: String
    public var identity: Identity
    public var management: MDMPayload

    public init(
        header: ProfilePayloadHeader, organization: String, description: String, identity: Identity,
        management: MDMPayload
    ) {
        (self.header, self.organization, self.description) = (header, organization, description)
        (self.identity, self.management) = (identity, management)
    }
}

extension EnrolmentProfile: PlistMessage {
    /// Reads a profile as a device does; payloads of other types are left out.
    public init(plistFields: [String: PlistNode]) throws(MDMCodecError) {
        let reader = PlistReader(plistFields)
        var (identity, management): (Identity?, MDMPayload?)
        for case .dictionary(let fields) in try reader.optionalArray("PayloadContent") ?? [] {
            let payload = PlistReader(fields)
            switch try payload.text("PayloadType") {
            case SCEPPayload.payloadType: identity = .scep(try SCEPPayload(payload))
            case ACMEPayload.payloadType: identity = .acme(try ACMEPayload(payload))
            case MDMPayload.payloadType: management = try MDMPayload(payload)
            default: continue
            }
        }
        guard let identity else { throw MDMCodecError.missing(SCEPPayload.payloadType) }
        guard let management else { throw MDMCodecError.missing(MDMPayload.payloadType) }
        self.init(
            header: try ProfilePayloadHeader(reader),
            organization: try reader.optionalText("PayloadOrganization") ?? "",
            description: try reader.optionalText("PayloadDescription") ?? "", identity: identity,
            management: management)
    }

    public var plistFields: [String: PlistNode] {
        var fields = header.fields(type: "Configuration")
        fields["PayloadOrganization"] = .string(organization)
        fields["PayloadDescription"] = .string(description)
        fields["PayloadScope"] = .string("System")
        fields["PayloadContent"] = .array([.dictionary(identity.plistFields), .dictionary(management.plistFields)])
        return fields
    }
}

extension EnrolmentProfile.Identity {
    public var header: ProfilePayloadHeader {
        switch self {
        case .scep(let payload): payload.header
        case .acme(let payload): payload.header
        }
    }

    var plistFields: [String: PlistNode] {
        switch self {
        case .scep(let payload): payload.plistFields
        case .acme(let payload): payload.plistFields
        }
    }
}
