public import Foundation
public import Ports
public import RatchetCore
import SCEP

/// The built-in authority, as the devices listener asks it.
public struct SCEPAuthority: CertificateAuthority {
    private let responder: SCEPResponder
    private let authorities: TrustedAuthorities

    /// - Parameter authorities: who vouches for a certificate that its holder wants to renew.
    public init(_ responder: SCEPResponder, trusting authorities: TrustedAuthorities) {
        (self.responder, self.authorities) = (responder, authorities)
    }

    public var certificate: Data { responder.authorityCertificate }
    public var capabilities: String { responder.capabilities }

    public func message(inAddress text: String) -> Data? { SCEPMessageParameter.decode(text) }

    public func read(_ message: Data, at now: Instant) async throws(CertificateProblem) -> CertificateReading {
        switch try read(message) {
        case .refusal(let message, let refusal):
            return .refusal(reply: try reply(refusing: message, refusal.failure, at: now), why: refusal.description)
        case .question(let question):
            return try await read(question, at: now)
        }
    }

    private func read(_ question: SCEPQuestion, at now: Instant) async throws(CertificateProblem) -> CertificateReading
    {
        switch question.claim {
        case .challenge(let challenge):
            return .application(CertificateApplication(challenge: challenge, renewing: nil, message: question))
        case .certificate(let certificate, let others, _):
            if case .trusted(let facts, _) = await authorities.verify(leafDER: certificate, chain: others, at: now) {
                return .application(CertificateApplication(challenge: nil, renewing: facts, message: question))
            }
            return .refusal(
                reply: try reply(refusing: question.message, .badCertId, at: now),
                why: "the certificate that signed a renewal is not trusted")
        }
    }

    public func issue(
        _ application: CertificateApplication, name: String, at now: Instant
    ) throws(CertificateProblem) -> GrantedCertificate {
        let question = try question(of: application)
        do {
            var random = SystemRandomNumberGenerator()
            let answer = try responder.grant(question, commonName: name, at: now, using: &random)
            return GrantedCertificate(facts: answer.issued.facts, reply: answer.message)
        } catch {
            throw CertificateProblem("no certificate could be issued: \(error)")
        }
    }

    public func refuse(_ application: CertificateApplication, at now: Instant) throws(CertificateProblem) -> Data {
        try reply(refusing: question(of: application).message, .badRequest, at: now)
    }

    private func read(_ message: Data) throws(CertificateProblem) -> SCEPReading {
        do {
            return try responder.read(message)
        } catch {
            throw CertificateProblem(error.description)
        }
    }

    private func question(of application: CertificateApplication) throws(CertificateProblem) -> SCEPQuestion {
        guard let question = application.message as? SCEPQuestion else {
            throw CertificateProblem("the application is none of this authority's")
        }
        return question
    }

    private func reply(
        refusing message: PKIMessage, _ failure: FailInfo, at now: Instant
    ) throws(CertificateProblem) -> Data {
        do {
            var random = SystemRandomNumberGenerator()
            return try responder.refuse(message, failure, at: now, using: &random)
        } catch {
            throw CertificateProblem(error.description)
        }
    }
}
