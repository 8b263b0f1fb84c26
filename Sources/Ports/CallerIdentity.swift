public import Foundation
public import RatchetCore

/// What a request on the devices listener offers as proof of who is calling.
public struct CallerProof: Sendable, Equatable {
    /// The whole body, over which a signature would be made.
    public let body: Data
    /// The `Mdm-Signature` header, where there is one.
    public let signature: String?
    /// The certificate that the connection proved to hold, in DER: TLS's, or what a trusted proxy says it was.
    public let certificate: Data?

    public init(body: Data, signature: String?, certificate: Data?) {
        (self.body, self.signature, self.certificate) = (body, signature, certificate)
    }
}

/// Whether the caller is who it says it is.
public enum CallerJudgement: Sendable, Equatable {
    /// Believed without proof.
    case believed
    /// It has the private key of this certificate, and a trusted authority has signed it. Whose certificate it is has still to
    /// be looked up. The chain of an expired one was good as long as it lasted.
    case holder(of: CertificateFacts, isExpired: Bool)
    /// There is no proof, or it can't be read: answered with 400.
    case unreadable(String)
    /// The proof is not accepted: answered with 403 and an empty body.
    case refused(String)
}

/// Who is calling: the one place that decides it.
public protocol CallerIdentity: Sendable {
    func judge(_ proof: CallerProof, at now: Instant) async -> CallerJudgement
}
