public import Foundation
public import RatchetCore

/// A request for a certificate, read and proven to come from whoever has the key that it is for.
public struct CertificateApplication: Sendable {
    /// The word that makes it worth a certificate; nil for one that has none.
    public let challenge: String?
    /// The certificate that signed it, of one that asks for a new certificate in place of that one; nil for a first one.
    public let renewing: CertificateFacts?
    /// What the authority needs to answer it.
    public let message: any Sendable

    public init(challenge: String?, renewing: CertificateFacts?, message: any Sendable) {
        (self.challenge, self.renewing, self.message) = (challenge, renewing, message)
    }
}

/// What came from somebody who wants a certificate.
public enum CertificateReading: Sendable {
    /// Somebody has to decide.
    case application(CertificateApplication)
    /// It gets none, whoever asks, with the answer and the reason for our side.
    case refusal(reply: Data, why: String)
}

/// A certificate and the message that brings it.
public struct GrantedCertificate: Sendable {
    public let facts: CertificateFacts
    public let reply: Data

    public init(facts: CertificateFacts, reply: Data) { (self.facts, self.reply) = (facts, reply) }
}

/// A request that can't be read, or that nobody could answer: answered with 400, and with nothing that tells more.
public struct CertificateProblem: Error, Sendable, Equatable, CustomStringConvertible {
    public let description: String
    public init(_ description: String) { self.description = description }
}

/// The authority that signs our devices' certificates, as SCEP has it (RFC 8894). It decides nothing: who gets one is decided
/// between reading and issuing.
public protocol CertificateAuthority: Sendable {
    /// In DER.
    var certificate: Data { get }
    /// What it can do, a word a line.
    var capabilities: String { get }

    /// A request that came in an address instead of a body; nil for what is none.
    func message(inAddress text: String) -> Data?
    /// Reads a request.
    func read(_ message: Data, at now: Instant) async throws(CertificateProblem) -> CertificateReading
    /// Issues what was asked for.
    ///
    /// - Parameter name: whom the certificate names; what the request says of it counts for nothing.
    func issue(_ application: CertificateApplication, name: String, at now: Instant) throws(CertificateProblem)
        -> GrantedCertificate
    /// The answer to one who gets none.
    func refuse(_ application: CertificateApplication, at now: Instant) throws(CertificateProblem) -> Data
}
