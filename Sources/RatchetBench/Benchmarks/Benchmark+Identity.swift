import CMS
import Crypto
import CryptoExtras
import Foundation
import Identity
import Ports
import RatchetCore
import SCEP
import X509

extension Benchmark {
    /// What it costs to know who is calling, and to let a device in.
    static let identity = [
        signature("rsa", .rsa), signature("p-256", .ec), chain("remembered", remembering: 16_384),
        chain("anew", remembering: 0), enrolment,
    ]

    private static func signature(_ key: String, _ kind: SampleIdentity.Kind) -> Benchmark {
        Benchmark(name: "verify a signature, \(key)", unit: "signature", units: 100) {
            let identity = try SampleIdentity(kind)
            let message = SampleMessage.tokenUpdate
            let signature = try DetachedSignature.sign(
                message, as: identity.cms, at: Date(timeIntervalSince1970: 1_790_000_000))
            return {
                try (0..<100).reduce(0) { sum, _ in
                    sum + (try DetachedSignature.verify(signature, over: message).certificate.count)
                }
            }
        }
    }

    private static func chain(_ kind: String, remembering limit: Int) -> Benchmark {
        Benchmark(name: "judge a chain, \(kind)", unit: "chain", units: 100) {
            let identity = try SampleIdentity(.ec)
            let trusted = try TrustedAuthorities([identity.authority.certificate], remembering: limit)
            return {
                var sum = 0
                for _ in 0..<100 {
                    let trusted = limit > 0 ? trusted : try TrustedAuthorities([identity.authority.certificate])
                    let judgement = await trusted.verify(
                        leafDER: identity.cms.certificate, chain: [], at: SampleIdentity.now)
                    guard case .trusted(let facts, _) = judgement else { throw NoIdentity() }
                    sum += facts.serial.utf8.count
                }
                return sum
            }
        }
    }

    /// Read, opened, granted, sealed and signed.
    private static let enrolment = Benchmark(name: "answer an enrolment by SCEP", unit: "enrolment", units: 10) {
        let identity = try SampleIdentity(.rsa)
        let responder = SCEPResponder(authority: identity.authority)
        let transaction = try SCEPTransaction(
            enrolling: identity.key, commonName: "device", challenge: "challenge", at: identity.authority.certificate,
            nonce: Data(count: 16), time: Date(timeIntervalSince1970: Double(SampleIdentity.now.seconds)))
        return {
            var random = SystemRandomNumberGenerator()
            return try (0..<10).reduce(0) { sum, _ in
                guard case .question(let question) = try responder.read(transaction.message) else { throw NoIdentity() }
                let answer = try responder.grant(question, commonName: "device", at: SampleIdentity.now, using: &random)
                return sum + answer.message.count
            }
        }
    }

    private struct NoIdentity: Error {}
}

/// An authority, and a device that it vouches for.
private struct SampleIdentity: Sendable {
    enum Kind: Sendable { case rsa, ec }

    static let now = Instant(seconds: 1_790_000_000)
    let authority: DeviceAuthority
    let key: Certificate.PrivateKey
    let cms: CMSIdentity

    init(_ kind: Kind) throws {
        var random = SystemRandomNumberGenerator()
        authority = try DeviceAuthority.make(organisation: "Example", at: Self.now, using: &random)
        let der: Data
        switch kind {
        case .rsa:
            let rsa = try _RSA.Signing.PrivateKey(keySize: .bits2048)
            (key, der) = (Certificate.PrivateKey(rsa), rsa.derRepresentation)
        case .ec:
            let ec = P256.Signing.PrivateKey()
            (key, der) = (Certificate.PrivateKey(ec), ec.derRepresentation)
        }
        let issued = try authority.issue(to: key.publicKey, commonName: "device", at: Self.now, using: &random)
        cms = CMSIdentity(certificate: issued.certificate, privateKey: der)
    }
}
