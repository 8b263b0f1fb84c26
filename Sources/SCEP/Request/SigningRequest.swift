public import Foundation
import SwiftASN1
public import X509

/// What a device asks to have certified: its key, and a challenge that says that it may (PKCS#10, RFC 2986).
///
/// The name that it asks for is kept for people to see. No certificate takes it.
public struct SigningRequest: Sendable {
    /// Proven to be the asker's: the request is signed with it. It is strong.
    public let publicKey: Certificate.PublicKey
    /// The name that is asked for, as RFC 4514 writes it.
    public let subject: String
    /// The challenge password; nil where there is none. A secret.
    public let challenge: String?

    /// A request that cannot be read, and one that is not signed with its own key, are refused alike: both are what a sealed request
    /// looks like after somebody changed its octets. Told apart, they would let him find out its challenge octet by octet. Nothing
    /// else of the request is judged before its signature.
    ///
    /// - Throws: `badMessageCheck` for these; `badAlg` for a key that is too weak or of another kind; `badRequest` for a challenge that
    ///   cannot be read.
    public init(reading der: Data) throws(SCEPRefusal) {
        guard der.count <= SigningRequest.limit, let request = try? CertificateSigningRequest(derEncoded: Array(der))
        else {
            throw SCEPRefusal(
                .badMessageCheck, "the envelope does not hold a request for a certificate that can be read")
        }
        guard request.publicKey.isValidSignature(request.signature, for: request) else {
            throw SCEPRefusal(
                .badMessageCheck, "the request for a certificate is not signed with the key that it is about")
        }
        guard request.publicKey.isStrong else {
            throw SCEPRefusal(.badAlg, "the key is neither RSA of 2048 to 8192 bits nor on a NIST curve")
        }
        publicKey = request.publicKey
        subject = request.subject.text
        challenge = try SigningRequest.challenge(of: request)
    }

    /// A request of a few extensions is a hundredth of it.
    private static let limit = 32 * 1024
}

extension SigningRequest: CustomStringConvertible {
    /// Without the challenge.
    public var description: String { "request for a certificate for \(subject)" }
}

extension SigningRequest: CustomReflectable {
    public var customMirror: Mirror { Mirror(self, children: ["subject": subject]) }
}
