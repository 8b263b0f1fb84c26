import Foundation
import RatchetCore
import SCEP
import SwiftASN1
@_spi(DisableValidityCheck) import X509

/// What a chain must be so that a device may use its first certificate, apart from that certificate's own time.
///
/// Beside RFC 5280: signatures with SHA-256 or better, strong keys, an issuer that says it is one, and client authentication wherever
/// purposes are named.
struct DeviceChainPolicy: VerifierPolicy {
    /// When the issuers must have been in force.
    let moment: Instant
    /// By what an operator trusts.
    let anchors: Set<Certificate>

    private let standard = RFC5280Policy.withValidityCheckDisabled()

    init(moment: Instant, anchors: Set<Certificate>) { (self.moment, self.anchors) = (moment, anchors) }

    var verifyingCriticalExtensions: [ASN1ObjectIdentifier] {
        standard.verifyingCriticalExtensions + [.X509ExtensionID.extendedKeyUsage]
    }

    func chainMeetsPolicyRequirements(chain: UnverifiedCertificateChain) -> PolicyEvaluationResult {
        if let fault = fault(of: chain) { return .failsToMeetPolicy(reason: PolicyFailureReason(fault)) }
        return standard.chainMeetsPolicyRequirements(chain: chain)
    }

    private func fault(of chain: UnverifiedCertificateChain) -> String? {
        guard let leaf = chain.first, chain.count > 1, !leaf.isAuthority, !anchors.contains(leaf) else {
            return "it is an authority's, and no device's"
        }
        if !leaf.maySign { return "its key is not for signatures" }
        for certificate in chain {
            if !certificate.publicKey.isStrong {
                return "a key is neither RSA of 2048 to 8192 bits nor on a NIST curve"
            }
            if anchors.contains(certificate) { continue }
            if !certificate.isSignedStrongly { return "it is signed with SHA-1, or in a way that is not known here" }
            if !certificate.allowsClients { return "it is not for client authentication" }
        }
        for issuer in chain.dropFirst() {
            // RFC 5280 lets certificates of version 1 vouch for others; then every device with one could.
            if !anchors.contains(issuer), !issuer.mayIssue { return "an issuer is no authority" }
            if moment < Instant(issuer.notValidBefore) || moment > Instant(issuer.notValidAfter) {
                return "an authority that it leads to is not in force: \(issuer.subject.text)"
            }
        }
        return nil
    }
}

extension Certificate {
    fileprivate var isSignedStrongly: Bool {
        [
            .sha256WithRSAEncryption, .sha384WithRSAEncryption, .sha512WithRSAEncryption,
            .ecdsaWithSHA256, .ecdsaWithSHA384, .ecdsaWithSHA512,
        ].contains(signatureAlgorithm)
    }

    /// True for an authority whose key, where uses are named, is for certificates (RFC 5280, 6.1.4 n).
    fileprivate var mayIssue: Bool { isAuthority && allows(\.keyCertSign) }

    fileprivate var maySign: Bool { allows(\.digitalSignature) }

    /// True where no use is named.
    private func allows(_ use: KeyPath<KeyUsage, Bool>) -> Bool {
        guard let usage = try? extensions.keyUsage else { return extensions[oid: .X509ExtensionID.keyUsage] == nil }
        return usage[keyPath: use]
    }

    /// True where no purpose is named.
    fileprivate var allowsClients: Bool {
        guard let purposes = try? extensions.extendedKeyUsage else {
            return extensions[oid: .X509ExtensionID.extendedKeyUsage] == nil
        }
        return purposes.contains(.clientAuth) || purposes.contains(.any)
    }
}
