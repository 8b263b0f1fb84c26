public import AppleMDM

/// What every enrolment profile of an installation says alike, because a device takes no later profile that says otherwise
/// (reference 1.1). Agreed once, before the first profile is issued.
public struct EnrolmentTerms: Sendable, Equatable, Codable {
    /// Of the push certificate, `com.apple.mgmt.` and more.
    public var topic: String
    public var serverURL: String
    public var checkInURL: String
    /// May be narrowed, never widened.
    public var accessRights: Int
    /// Whether the push certificate is of the development environment.
    public var usesDevelopmentPush: Bool
    /// The identifiers and UUIDs of the profile and its payloads: a renewal has to replace them and not stand beside them.
    public var profile: Payload
    public var identity: Payload
    public var management: Payload

    public struct Payload: Sendable, Equatable, Codable {
        public var identifier: String
        public var uuid: String

        public init(identifier: String, uuid: String) { (self.identifier, self.uuid) = (identifier, uuid) }
    }

    /// - Parameters:
    ///   - publicURL: of the devices listener, as devices reach it: `https://updates.example.org:8443`.
    ///   - uuids: for the profile, the payload of the certificate and the one of the management.
    public init(
        topic: String, publicURL: String, accessRights: AccessRights, usesDevelopmentPush: Bool,
        uuids: (profile: String, identity: String, management: String)
    ) {
        let base = publicURL.hasSuffix("/") ? String(publicURL.dropLast()) : publicURL
        (self.topic, self.accessRights) = (topic, accessRights.rawValue)
        (serverURL, checkInURL) = ("\(base)/mdm/connect", "\(base)/mdm/checkin")
        self.usesDevelopmentPush = usesDevelopmentPush
        profile = Payload(identifier: "ratchet.enrolment", uuid: uuids.profile.uppercased())
        identity = Payload(identifier: "ratchet.enrolment.identity", uuid: uuids.identity.uppercased())
        management = Payload(identifier: "ratchet.enrolment.management", uuid: uuids.management.uppercased())
    }

    public var rights: AccessRights { AccessRights(rawValue: accessRights) }
}

extension EnrolmentTerms {
    /// Something that was agreed and that is now configured otherwise: enrolled devices would refuse the profile.
    public enum Conflict: Sendable, Equatable {
        case topic(agreed: String, configured: String)
        case serverURL(agreed: String, configured: String)
        case environment
        case widerRights([AccessRights])
    }

    /// What stands against issuing a profile of these terms, which are the agreed ones, under the present configuration.
    public func conflicts(with configured: EnrolmentTerms) -> [Conflict] {
        var conflicts: [Conflict] = []
        if topic != configured.topic { conflicts.append(.topic(agreed: topic, configured: configured.topic)) }
        if serverURL != configured.serverURL {
            conflicts.append(.serverURL(agreed: serverURL, configured: configured.serverURL))
        }
        if usesDevelopmentPush != configured.usesDevelopmentPush { conflicts.append(.environment) }
        let added = configured.rights.subtracting(rights)
        if !added.isEmpty { conflicts.append(.widerRights(added.each)) }
        return conflicts
    }

    /// The agreed terms with the configured rights, which may be fewer.
    public func narrowed(to configured: EnrolmentTerms) -> EnrolmentTerms {
        var terms = self
        terms.accessRights = rights.intersection(configured.rights).rawValue
        return terms
    }
}
