import CMS
import CryptoExtras
public import Foundation
public import Ports
public import RatchetCore
import SwiftASN1
import X509

/// The built-in authority that vouches for devices.
///
/// It signs certificates and, for there is nobody else to, the messages by which they are handed out; so its key is RSA, which is what
/// the envelopes of the enrolment protocol need.
public struct DeviceAuthority: Sendable {
    /// DER.
    public let certificate: Data
    /// DER. To be sealed wherever it is kept.
    public let privateKey: Data
    public let facts: CertificateFacts
    let issuer: Certificate
    let key: Certificate.PrivateKey

    /// Takes an authority up again.
    ///
    /// - Throws: for what is none, for a key that is not RSA, and for one that is not the certificate's.
    public init(certificate: Data, privateKey: Data) throws(IdentityError) {
        guard let issuer = CertificateFacts.certificate(certificate), issuer.isAuthority else {
            throw IdentityError("the device authority's certificate is none of an authority")
        }
        guard let rsa = try? _RSA.Signing.PrivateKey(derRepresentation: privateKey) else {
            throw IdentityError("the device authority's key is no RSA key, which enrolment by SCEP needs")
        }
        key = Certificate.PrivateKey(rsa)
        guard key.publicKey == issuer.publicKey else {
            throw IdentityError("the device authority's key does not belong to its certificate")
        }
        (self.certificate, self.privateKey, self.issuer) = (certificate, privateKey, issuer)
        facts = CertificateFacts(issuer, der: certificate)
    }

    /// Makes a new authority: RSA of 3072 bits, for ten years.
    ///
    /// - Parameters:
    ///   - organisation: whose devices it vouches for; part of its name.
    ///   - random: for the serial. The key comes from the library's own source.
    public static func make(
        organisation: String, at now: Instant, using random: inout some RandomNumberGenerator
    ) throws -> DeviceAuthority {
        let key = try _RSA.Signing.PrivateKey(keySize: .bits3072)
        let name = try DistinguishedName {
            OrganizationName(try CertificateName.checked(organisation, "the organisation"))
            CommonName("Ratchet Device Authority")
        }
        let certificate = try Certificate(
            version: .v3, serialNumber: random.serialNumber(), publicKey: Certificate.PublicKey(key.publicKey),
            notValidBefore: (now - DeviceAuthority.leeway).date, notValidAfter: (now + .days(3650)).date,
            issuer: name, subject: name, extensions: try extensions(for: Certificate.PublicKey(key.publicKey)),
            issuerPrivateKey: Certificate.PrivateKey(key))
        return try DeviceAuthority(certificate: try certificate.der(), privateKey: key.derRepresentation)
    }

    /// Clients choose whom to seal their request for by its key usage, so that of an authority without anybody beside it has all.
    private static func extensions(for key: Certificate.PublicKey) throws -> Certificate.Extensions {
        try Certificate.Extensions {
            Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
            Critical(KeyUsage(digitalSignature: true, keyEncipherment: true, keyCertSign: true, cRLSign: true))
            SubjectKeyIdentifier(hash: key)
        }
    }

    /// How much slower than ours a clock may be that is to believe a certificate at once.
    static let leeway = Duration.minutes(5)

    /// For signing messages and opening envelopes.
    var identity: CMSIdentity { CMSIdentity(certificate: certificate, privateKey: privateKey) }
}

extension DeviceAuthority: CustomStringConvertible {
    /// Never the key.
    public var description: String { "device authority \(facts.subject), \(facts.fingerprint)" }
}

extension DeviceAuthority: CustomReflectable {
    public var customMirror: Mirror { Mirror(self, children: ["facts": facts]) }
}
