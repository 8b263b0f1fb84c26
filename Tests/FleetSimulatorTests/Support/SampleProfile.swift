import AppleMDM
import Foundation

/// The enrolment profile of a server, as tests need it.
enum SampleProfile {
    static let topic = "com.apple.mgmt.External.5c9f1d0e-profile"

    static func make(
        at base: String = "https://mdm.example.org", challenge: String = "a-challenge", signs: Bool = true,
        change: (inout EnrolmentProfile) -> Void = { _ in }
    ) -> Data {
        let scep = SCEPPayload(
            header: ProfilePayloadHeader(identifier: "org.example.mdm.identity", uuid: "uuid-1"), url: "\(base)/scep",
            name: "ratchet", subject: [("O", "Example"), ("CN", "device")], challenge: challenge)
        let management = MDMPayload(
            header: ProfilePayloadHeader(identifier: "org.example.mdm.management", uuid: "uuid-2"),
            identityCertificateUUID: "uuid-1", topic: topic, serverURL: "\(base)/mdm/connect",
            checkInURL: "\(base)/mdm/checkin",
            accessRights: [.inspectProfiles, .installProfiles, .queryDevice, .querySecurity], signMessage: signs,
            serverCapabilities: [MDMPayload.perUserConnections, MDMPayload.bootstrapToken])
        var profile = EnrolmentProfile(
            header: ProfilePayloadHeader(identifier: "org.example.mdm", uuid: "uuid-3"), organization: "Example",
            description: "", identity: .scep(scep), management: management)
        change(&profile)
        return profile.plist()
    }
}

extension EnrolmentProfile {
    mutating func changeSCEP(_ change: (inout SCEPPayload) -> Void) {
        guard case .scep(var payload) = identity else { return }
        change(&payload)
        identity = .scep(payload)
    }
}
