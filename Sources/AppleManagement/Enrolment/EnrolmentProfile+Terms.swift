public import AppleMDM

/// Where a device gets its certificate from.
public enum IdentitySource: Sendable, Equatable {
    /// The authority that comes with the service.
    case builtIn
    /// Another SCEP service. Its challenge, where it has one for all, is the same for every device.
    case scep(url: String, challenge: String?)
    /// An ACME service.
    case acme(directoryURL: String)
}

extension EnrolmentProfile {
    /// The profile of one device.
    ///
    /// - Parameters:
    ///   - name: whom the certificate will name; also names the device to an ACME service.
    ///   - challenge: worth one certificate of the built-in authority.
    public init(
        _ terms: EnrolmentTerms, organization: String, source: IdentitySource, publicURL: String, name: String,
        challenge: String
    ) {
        let header = ProfilePayloadHeader(terms.identity, "Device identity")
        let scep = { (url: String, challenge: String?) in
            Identity.scep(
                SCEPPayload(
                    header: header, url: url, subject: [("O", organization), ("CN", name)], challenge: challenge))
        }
        let identity: Identity
        switch source {
        case .builtIn: identity = scep(publicURL.hasSuffix("/") ? "\(publicURL)scep" : "\(publicURL)/scep", challenge)
        case .scep(let url, let challenge): identity = scep(url, challenge)
        case .acme(let directoryURL):
            identity = .acme(
                ACMEPayload(header: header, directoryURL: directoryURL, clientIdentifier: name, commonName: name))
        }
        self.init(
            header: ProfilePayloadHeader(terms.profile, "\(organization): device management"),
            organization: organization,
            description: "Lets \(organization) keep the software of this device current.", identity: identity,
            management: MDMPayload(terms))
    }
}

extension MDMPayload {
    fileprivate init(_ terms: EnrolmentTerms) {
        self.init(
            header: ProfilePayloadHeader(terms.management, "Management"), identityCertificateUUID: terms.identity.uuid,
            topic: terms.topic, serverURL: terms.serverURL, checkInURL: terms.checkInURL, accessRights: terms.rights,
            serverCapabilities: [Self.perUserConnections, Self.bootstrapToken],
            useDevelopmentAPNS: terms.usesDevelopmentPush)
    }
}

extension ProfilePayloadHeader {
    fileprivate init(_ payload: EnrolmentTerms.Payload, _ displayName: String) {
        self.init(identifier: payload.identifier, uuid: payload.uuid, displayName: displayName)
    }
}
