public import Foundation
import Ports
public import RatchetCore
import Synchronization
import X509

/// The authorities whose certificates devices may come with: ours, and those that an operator named.
///
/// Each of them is an end of the search, whether it vouches for itself or another one does for it. A change of authorities is another
/// `TrustedAuthorities`, so that nothing remembered outlives it.
public final class TrustedAuthorities: Sendable {
    private let anchors: Set<Certificate>
    private let store: CertificateStore
    private let verified: Mutex<ChainMemory>

    /// - Parameters:
    ///   - authorities: DER.
    ///   - remembering: how many verified chains are kept, at most.
    /// - Throws: for one that is no certificate.
    public init(_ authorities: [Data], remembering limit: Int = 16_384) throws(IdentityError) {
        let certificates = try authorities.map { (der: Data) throws(IdentityError) in
            guard let certificate = CertificateFacts.certificate(der) else {
                throw IdentityError("one of the trusted authorities is no certificate")
            }
            return certificate
        }
        anchors = Set(certificates)
        store = CertificateStore(certificates)
        verified = Mutex(ChainMemory(limit: limit))
    }

    /// Judges a certificate by whether it leads to one of these authorities.
    ///
    /// - Parameters:
    ///   - leaf: DER, of the one who calls.
    ///   - chain: what came with it and may lead to an authority; four of them are looked at.
    public func verify(leafDER leaf: Data, chain: [Data], at now: Instant) async -> ChainJudgement {
        let fingerprint = Fingerprint.of(leaf)
        if let known = verified.withLock({ $0.recall(fingerprint) }), known.isInForce(at: now) {
            return known.judgement(at: now)
        }
        guard let certificate = CertificateFacts.certificate(leaf) else { return .unreadable }
        let facts = CertificateFacts(certificate, der: leaf)
        let intermediates = chain.prefix(TrustedAuthorities.intermediates).compactMap(CertificateFacts.certificate)
        let policy = DeviceChainPolicy(moment: VerifiedChain.moment(of: facts, at: now), anchors: anchors)
        var verifier = Verifier(rootCertificates: store) { policy }
        switch await verifier.validate(leaf: certificate, intermediates: CertificateStore(intermediates)) {
        case .validCertificate(let path):
            let chain = VerifiedChain(facts: facts, issuers: path.dropFirst())
            verified.withLock { $0.remember(chain) }
            return chain.judgement(at: now)
        case .couldNotValidate(let failures):
            let reason =
                failures.first.map { "\($0.policyFailureReason)" } ?? "it leads to no authority that is trusted here"
            return .untrusted(reason)
        }
    }

    /// More would let a stranger keep the search busy.
    private static let intermediates = 4
}
