import AppleMDM
import Foundation

/// Where and with what a device asks for its certificate: what its profile says of SCEP (reference 1.1).
struct CertificateOrder: Codable, Equatable, Sendable {
    let url: String
    /// Tells one authority from another where a service has several.
    let name: String?
    /// Of the subject that the profile wants; nil leaves it to the device.
    let commonName: String?
    /// Worth one certificate. A secret.
    let challenge: String?
    /// SHA-256 of the authority's certificate, where the profile names it.
    let fingerprint: Data?

    init(_ payload: SCEPPayload) throws(ProfileFault) {
        guard payload.keySize == 2_048 else {
            throw ProfileFault(
                "it wants a key of \(payload.keySize) bits; simulated devices make RSA keys of 2048 bits")
        }
        url = payload.url
        name = payload.name
        commonName = payload.subject.last { $0.name == "CN" }?.value
        challenge = payload.challenge
        fingerprint = payload.caFingerprint
    }
}

extension CertificateOrder: CustomStringConvertible, CustomReflectable {
    /// Without the challenge.
    var description: String { "order for a certificate at \(url)" }
    var customMirror: Mirror { Mirror(self, children: ["url": url]) }
}

/// What became of an order.
enum CertificateOutcome: Equatable, Sendable {
    case issued(DeviceCredentials)
    /// It would be refused again.
    case refused(String)
    /// Nobody answered, or not now.
    case unavailable

    var isIssued: Bool { if case .issued = self { true } else { false } }
}
