public import CMS
import Foundation

/// A message that asks for a certificate, opened.
public struct CertificateRequest: Sendable {
    public let request: SigningRequest
    /// What the envelope was in; the answer will be in no weaker one.
    public let cipher: ContentCipher
}

extension PKIMessage {
    /// Whether it asks for the successor of the certificate that it is signed with.
    public var isRenewal: Bool { type == .renewalReq }

    /// Opens a request for a certificate.
    ///
    /// Everything that can be wrong with an envelope or its content is one and the same refusal: whoever could tell them apart
    /// could open envelopes of others by asking.
    public func open(
        as authority: CMSIdentity, accepting ciphers: Set<ContentCipher> = ContentCipher.strong
    ) throws(SCEPRefusal) -> CertificateRequest {
        guard type == .pkcsReq || type == .renewalReq else {
            throw SCEPRefusal(.badRequest, "\(type) is not answered here; certificates are given at once")
        }
        let opened: Envelope
        do {
            opened = try Envelope(opening: envelope, as: authority, accepting: ciphers)
        } catch {
            throw SCEPRefusal(.badMessageCheck, error.description)
        }
        return CertificateRequest(request: try SigningRequest(reading: opened.content), cipher: opened.cipher)
    }
}
