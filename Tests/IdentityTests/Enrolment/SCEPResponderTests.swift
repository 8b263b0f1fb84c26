import CMS
import CryptoExtras
import Foundation
import Identity
import Ports
import RatchetCore
import SCEP
import SeededRandom
import TestSupport
import Testing
import X509

struct SCEPResponderTests {
    private let now = Instant.present
    private let device: Certificate.PrivateKey
    private let responder: SCEPResponder
    private let trusted: TrustedAuthorities

    private static let made = Result {
        var random = SystemRandomNumberGenerator()
        let authority = try DeviceAuthority.make(organisation: "Example", at: .present, using: &random)
        return (authority, Certificate.PrivateKey(try _RSA.Signing.PrivateKey(keySize: .bits2048)))
    }

    init() throws {
        let (authority, device) = try Self.made.get()
        self.device = device
        responder = SCEPResponder(authority: authority)
        trusted = try TrustedAuthorities([authority.certificate])
    }

    private func ask(_ challenge: String? = "once", cipher: ContentCipher = .aes256) throws -> SCEPTransaction {
        try SCEPTransaction(
            enrolling: device, commonName: "whatever I like", challenge: challenge, at: responder.authorityCertificate,
            cipher: cipher, nonce: Data(repeating: 5, count: 16), time: Date())
    }

    private func question(_ message: Data) throws -> SCEPQuestion {
        guard case .question(let question) = try responder.read(message) else {
            throw IdentityError("it is no question")
        }
        return question
    }

    private func enrolled() throws -> Data {
        var random = SystemRandomNumberGenerator()
        return try responder.grant(question(ask().message), commonName: "device-1", at: now, using: &random).issued
            .certificate
    }

    @Test func `a device enrols, and is trusted`() async throws {
        var random = SystemRandomNumberGenerator()
        let asked = try ask()
        let question = try question(asked.message)
        #expect(question.claim == .challenge("once"))
        #expect(question.requestedSubject == "CN=whatever I like")
        let answer = try responder.grant(question, commonName: "device-1", at: now, using: &random)
        #expect(answer.issued.facts.subject == "CN=device-1")
        #expect(try asked.outcome(of: answer.message) == .issued(answer.issued.certificate))
        guard case .trusted = await trusted.verify(leafDER: answer.issued.certificate, chain: [], at: now) else {
            Issue.record("what was issued is not trusted")
            return
        }
    }

    @Test func `a device renews with the certificate that it has`() throws {
        var random = SystemRandomNumberGenerator()
        let present = try enrolled()
        let asked = try SCEPTransaction(
            renewing: present, of: device, with: device, commonName: "x", challenge: "again",
            at: responder.authorityCertificate, nonce: Data(repeating: 6, count: 16), time: Date())
        let question = try question(asked.message)
        #expect(question.claim == .certificate(present, others: [], challenge: "again"))
        let answer = try responder.grant(question, commonName: "device-1", at: now, using: &random)
        #expect(try asked.outcome(of: answer.message) == .issued(answer.issued.certificate))
        #expect(answer.issued.certificate != present)
    }

    @Test func `who did not get the answer is handed the same certificate`() throws {
        var random = SystemRandomNumberGenerator()
        let first = try question(ask().message)
        let granted = try responder.grant(first, commonName: "device-1", at: now, using: &random)
        let again = try ask()
        let question = try question(again.message)
        #expect(question.keyFingerprint == first.keyFingerprint)
        #expect(question.message.transaction == first.message.transaction)
        let message = try responder.hand(granted.issued.certificate, over: question, at: now, using: &random)
        #expect(try again.outcome(of: message) == .issued(granted.issued.certificate))
    }

    @Test func `a device learns that it is refused`() throws {
        var random = SystemRandomNumberGenerator()
        let asked = try ask("stolen")
        let answer = try responder.refuse(question(asked.message).message, .badRequest, at: now, using: &random)
        #expect(try asked.outcome(of: answer) == .refused(.badRequest))
    }

    @Test func `a weak cipher is refused unless it is switched on`() throws {
        var random = SystemRandomNumberGenerator()
        let asked = try ask(cipher: .tripleDES)
        guard case .refusal(let message, let refusal) = try responder.read(asked.message) else {
            Issue.record("a weak cipher is taken")
            return
        }
        #expect(refusal.failure == .badMessageCheck)
        let answer = try responder.refuse(message, refusal.failure, at: now, using: &random)
        #expect(try asked.outcome(of: answer) == .refused(.badMessageCheck))
        let lenient = SCEPResponder(authority: try Self.made.get().0, acceptsWeakCiphers: true)
        guard case .question = try lenient.read(asked.message) else {
            Issue.record("a weak cipher is not taken where it is switched on")
            return
        }
    }

    @Test func `what nobody signed is not answered`() throws {
        #expect(throws: SCEPError.self) { try responder.read(Data("hello".utf8)) }
        #expect(throws: SCEPError.self) { try responder.read(try ask().message.dropLast()) }
    }
}
