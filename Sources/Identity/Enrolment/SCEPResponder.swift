import CMS
public import Foundation
import Ports
public import RatchetCore
public import SCEP

/// The server's side of enrolment by SCEP, without a server and without a memory: reads what is asked, and makes the answer that
/// somebody else decided on.
public struct SCEPResponder: Sendable {
    private let authority: DeviceAuthority
    private let ciphers: Set<ContentCipher>
    private let validity: Duration

    /// - Parameters:
    ///   - acceptsWeakCiphers: takes requests in single and triple DES too.
    ///   - validity: of the certificates that are given.
    public init(authority: DeviceAuthority, acceptsWeakCiphers: Bool = false, validity: Duration = .days(365)) {
        (self.authority, self.validity) = (authority, validity)
        ciphers = acceptsWeakCiphers ? ContentCipher.all : ContentCipher.strong
    }

    /// The answer to GetCACaps; `SCEPMediaType.capabilities`.
    public var capabilities: String { SCEPCapabilities.text(accepting: ciphers) }
    /// The answer to GetCACert; `SCEPMediaType.certificate`.
    public var authorityCertificate: Data { authority.certificate }

    /// Reads the message of a PKIOperation.
    ///
    /// - Throws: for what cannot be answered, for nobody is named in it.
    public func read(_ message: Data) throws(SCEPError) -> SCEPReading {
        let message = try PKIMessage(verifying: message)
        do throws(SCEPRefusal) {
            let opened = try message.open(as: authority.identity, accepting: ciphers)
            return .question(SCEPQuestion(message: message, opened: opened))
        } catch {
            return .refusal(message, error)
        }
    }

    /// Gives the certificate that was asked for.
    ///
    /// - Parameter commonName: whom the certificate names.
    public func grant(
        _ question: SCEPQuestion, commonName: String, at now: Instant, using random: inout some RandomNumberGenerator
    ) throws -> SCEPAnswer {
        let issued = try authority.issue(
            to: question.opened.request.publicKey, commonName: commonName, validity: validity, at: now, using: &random)
        return SCEPAnswer(
            message: try hand(issued.certificate, over: question, at: now, using: &random), issued: issued)
    }

    /// Hands over a certificate that was issued before, to a client that asks again because the answer was lost.
    public func hand(
        _ certificate: Data, over question: SCEPQuestion, at now: Instant,
        using random: inout some RandomNumberGenerator
    ) throws(SCEPError) -> Data {
        try question.message.answer(
            with: certificate, as: authority.identity, cipher: question.opened.cipher, nonce: Data(random.octets(16)),
            at: now.date)
    }

    /// Says no.
    public func refuse(
        _ message: PKIMessage, _ failure: FailInfo, at now: Instant, using random: inout some RandomNumberGenerator
    ) throws(SCEPError) -> Data {
        try message.refuse(failure, as: authority.identity, nonce: Data(random.octets(16)), at: now.date)
    }
}
