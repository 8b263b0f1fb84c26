import Foundation
import Ports
import RatchetCore
import SwiftASN1
import X509

/// A certificate that was found to lead to an authority, and for how long the ones between vouch for it.
struct VerifiedChain: Sendable {
    let facts: CertificateFacts
    /// The fingerprint of the authority.
    let authority: String
    private let issuersInForce: ClosedRange<Instant>?

    init(facts: CertificateFacts, issuers: some BidirectionalCollection<Certificate>) {
        self.facts = facts
        var serializer = DER.Serializer()
        let isWritten = issuers.last.map { (try? serializer.serialize($0)) != nil } ?? false
        authority = isWritten ? Fingerprint.of(serializer.serializedBytes) : ""
        let from = issuers.map { Instant($0.notValidBefore) }.max()
        let until = issuers.map { Instant($0.notValidAfter) }.min()
        issuersInForce = if let from, let until, from <= until { from...until } else { nil }
    }

    /// The moment at which the issuers must be in force: now, or the last one of a certificate that has expired.
    static func moment(of facts: CertificateFacts, at now: Instant) -> Instant {
        min(max(now, facts.notBefore), facts.notAfter)
    }

    func isInForce(at now: Instant) -> Bool {
        issuersInForce?.contains(VerifiedChain.moment(of: facts, at: now)) ?? false
    }

    func judgement(at now: Instant) -> ChainJudgement {
        if now < facts.notBefore { return .notYetValid(facts) }
        if now > facts.notAfter { return .expired(facts, since: facts.notAfter) }
        return .trusted(facts, by: authority)
    }
}
