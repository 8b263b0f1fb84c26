import CMS
import Foundation
public import Ports
public import RatchetCore

/// Believes whoever proves to hold the key of a certificate that a trusted authority signed: by `Mdm-Signature` over the body, or
/// by the certificate of the connection.
///
/// A signature goes before the connection: where there is one it has to hold, for the connection may be a proxy's.
public struct ProvenIdentity: CallerIdentity {
    private let authorities: TrustedAuthorities

    public init(_ authorities: TrustedAuthorities) { self.authorities = authorities }

    public func judge(_ proof: CallerProof, at now: Instant) async -> CallerJudgement {
        if let signature = proof.signature { return await judge(signature: signature, over: proof.body, at: now) }
        guard let certificate = proof.certificate else {
            return .unreadable("there is neither an Mdm-Signature nor a client certificate")
        }
        return await judge(certificate, chain: [], at: now)
    }

    private func judge(signature: String, over body: Data, at now: Instant) async -> CallerJudgement {
        guard signature.utf8.count <= ProvenIdentity.longest,
            let der = Data(base64Encoded: signature, options: .ignoreUnknownCharacters), !der.isEmpty
        else { return .unreadable("Mdm-Signature is not base64") }
        do {
            let signer = try DetachedSignature.verify(der, over: body)
            return await judge(signer.certificate, chain: signer.others, at: now)
        } catch {
            let why = "Mdm-Signature: \(error.description)"
            return error.isUnreadable ? .unreadable(why) : .refused(why)
        }
    }

    /// Of base64: a signature with a chain of long keys is a tenth of it.
    private static let longest = 96 * 1024

    private func judge(_ certificate: Data, chain: [Data], at now: Instant) async -> CallerJudgement {
        switch await authorities.verify(leafDER: certificate, chain: chain, at: now) {
        case .trusted(let facts, _): .holder(of: facts, isExpired: false)
        case .expired(let facts, _): .holder(of: facts, isExpired: true)
        case .notYetValid(let facts): .refused("certificate \(facts.fingerprint) begins only \(facts.notBefore)")
        case .untrusted(let why): .refused("certificate \(Fingerprint.of(certificate)): \(why)")
        case .unreadable: .unreadable("the certificate can't be read")
        }
    }
}
