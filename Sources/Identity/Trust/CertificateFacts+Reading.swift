import Crypto
import CryptoExtras
public import Foundation
public import Ports
import RatchetCore
import SCEP
import SwiftASN1
import X509

extension CertificateFacts {
    /// What larger certificate nobody has.
    static let limit = 32 * 1024

    /// Reads a certificate; nil for what is none.
    public init?(der: Data) {
        guard let certificate = CertificateFacts.certificate(der) else { return nil }
        self.init(certificate, der: der)
    }

    init(_ certificate: Certificate, der: Data) {
        self.init(
            fingerprint: Fingerprint.of(der), subject: certificate.subject.text, issuer: certificate.issuer.text,
            serial: Hex.text(certificate.serialNumber.bytes.drop { $0 == 0 }),
            notBefore: Instant(certificate.notValidBefore), notAfter: Instant(certificate.notValidAfter),
            isAuthority: certificate.isAuthority, key: KeyKind(certificate.publicKey))
    }

    static func certificate(_ der: Data) -> Certificate? {
        der.count <= limit ? try? Certificate(derEncoded: Array(der)) : nil
    }
}

extension CertificateFacts.KeyKind {
    init(_ key: Certificate.PublicKey) {
        if _RSA.Signing.PublicKey(key) != nil {
            self = .rsa
        } else {
            self = key.isStrong ? .ec : .other
        }
    }
}

extension Certificate {
    /// Whether it says of itself that it may vouch for others; what it says unreadably it does not say.
    var isAuthority: Bool {
        guard case .isCertificateAuthority = try? extensions.basicConstraints else { return false }
        return true
    }
}
