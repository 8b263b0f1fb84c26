import AppleMDM
import CMS
import Foundation

/// Why a device does not take a profile.
struct ProfileFault: Error, Equatable, CustomStringConvertible {
    /// In words for a person.
    let description: String

    init(_ description: String) { self.description = description }
}

/// What a device keeps of its enrolment profile, and goes by.
struct HeldProfile: Codable, Equatable, Sendable {
    let identifier: String
    /// Of the payload that brings its certificate.
    let identityIdentifier: String
    /// Of the payload that says who manages it.
    let managementIdentifier: String
    let topic: String
    let serverURL: String
    let checkInURL: String
    let accessRights: Int
    /// Whether each message carries `Mdm-Signature`.
    let signsMessages: Bool
    let capabilities: [String]
    let order: CertificateOrder

    /// Reads a profile as a device does, signed or not. By whom it is signed, a device shows to its user, and asks nothing more.
    init(reading bytes: Data) throws(ProfileFault) {
        let profile = try HeldProfile.profile(in: bytes)
        guard case .scep(let payload) = profile.identity else {
            throw ProfileFault("it wants a certificate from an ACME service; simulated devices know SCEP only")
        }
        let management = profile.management
        guard management.identityCertificateUUID == payload.header.uuid else {
            throw ProfileFault("its IdentityCertificateUUID names no payload of it")
        }
        guard management.topic.hasPrefix("com.apple.mgmt."), management.accessRights.isValid else {
            throw ProfileFault("its topic or its access rights are none")
        }
        identifier = profile.header.identifier
        (identityIdentifier, managementIdentifier) = (payload.header.identifier, management.header.identifier)
        (topic, accessRights) = (management.topic, management.accessRights.rawValue)
        serverURL = try HeldProfile.secure(management.serverURL)
        checkInURL = try HeldProfile.secure(management.checkInURL ?? management.serverURL)
        (signsMessages, capabilities) = (management.signMessage, management.serverCapabilities)
        order = try CertificateOrder(payload)
    }

    /// DER begins with a SEQUENCE, and no property list does.
    private static func profile(in bytes: Data) throws(ProfileFault) -> EnrolmentProfile {
        do {
            let isSigned = bytes.first == 0x30
            return try EnrolmentProfile(plist: isSigned ? try SignedMessage(verifying: bytes).content : bytes)
        } catch {
            throw ProfileFault("it cannot be read (\(error))")
        }
    }

    /// A device talks to its server over TLS only; on the loopback, there is nobody to hide from.
    private static func secure(_ text: String) throws(ProfileFault) -> String {
        let url = URL(string: text)
        let isLoopback = ["127.0.0.1", "localhost", "::1", "[::1]"].contains(url?.host() ?? "")
        guard url?.scheme == "https" || url?.scheme == "http" && isLoopback else {
            throw ProfileFault("the address \(text) is not https")
        }
        return text
    }
}

extension HeldProfile {
    /// Why another profile may not take the place of this one; nil where it may (reference 1.1).
    func objection(to other: HeldProfile) -> String? {
        let fixed = [
            ("The identifier of the profile", identifier == other.identifier),
            ("The identifier of the certificate's payload", identityIdentifier == other.identityIdentifier),
            ("The identifier of the MDM payload", managementIdentifier == other.managementIdentifier),
            ("Topic", topic == other.topic), ("ServerURL", serverURL == other.serverURL),
            ("CheckInURL", checkInURL == other.checkInURL),
            ("Per-user connections", keepsUsersApart == other.keepsUsersApart),
        ]
        if let change = fixed.first(where: { !$0.1 }) { return "\(change.0) must stay as it is." }
        let rights = AccessRights(rawValue: accessRights)
        return AccessRights(rawValue: other.accessRights).isSubset(of: rights)
            ? nil : "AccessRights must not be widened."
    }

    private var keepsUsersApart: Bool { capabilities.contains(MDMPayload.perUserConnections) }
    /// Whether the server wants a Mac's bootstrap token.
    var takesBootstrapTokens: Bool { capabilities.contains(MDMPayload.bootstrapToken) }

    func url(of route: DeviceMessage.Route) -> String {
        switch route {
        case .checkIn: checkInURL
        case .connect: serverURL
        }
    }
}
