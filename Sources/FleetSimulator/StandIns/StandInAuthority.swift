package import CMS
import CryptoExtras
package import Foundation
import SCEP
import SwiftASN1
package import X509

/// An authority that certifies devices, for tests and trials: it stands in for a server's own, is a foreign one, or makes what no
/// honest one would.
package struct StandInAuthority: Sendable {
    package let identity: CMSIdentity
    private let key: Certificate.PrivateKey
    private let name: DistinguishedName

    /// What it signs for how long, seen from now, in seconds.
    package static let validity = -3_600.0...31_536_000.0

    package init(name: String) throws {
        key = Certificate.PrivateKey(try _RSA.Signing.PrivateKey(keySize: .bits2048))
        self.name = try DistinguishedName { CommonName(name) }
        let certificate = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: key.publicKey,
            notValidBefore: Date() - 86_400, notValidAfter: Date() + 10 * 31_536_000, issuer: self.name,
            subject: self.name,
            extensions: try Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
                Critical(KeyUsage(digitalSignature: true, keyEncipherment: true, keyCertSign: true))
            },
            issuerPrivateKey: key)
        identity = CMSIdentity(
            certificate: Data(try certificate.serializeAsPEM().derBytes),
            privateKey: Data(try key.serializeAsPEM().derBytes))
    }

    /// Its certificate, for whoever is to trust it.
    package var pem: String {
        PEMDocument(type: "CERTIFICATE", derBytes: Array(identity.certificate)).pemString
    }

    /// A certificate for a device's key, in DER.
    package func certify(
        _ key: Certificate.PublicKey, commonName: String, validity: ClosedRange<Double> = validity
    ) throws -> Data {
        let now = Date()
        let certificate = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: key,
            notValidBefore: now + validity.lowerBound, notValidAfter: now + validity.upperBound, issuer: name,
            subject: try DistinguishedName { CommonName(commonName) },
            extensions: try Certificate.Extensions {
                Critical(BasicConstraints.notCertificateAuthority)
                Critical(KeyUsage(digitalSignature: true, keyEncipherment: true))
                try ExtendedKeyUsage([.clientAuth])
            },
            issuerPrivateKey: self.key)
        return Data(try certificate.serializeAsPEM().derBytes)
    }

    /// A device's key and certificate without being asked by anybody: a foreign one, or one that has expired.
    package func credentials(
        commonName: String, validity: ClosedRange<Double> = validity
    ) throws -> DeviceCredentials {
        let key = Certificate.PrivateKey(try _RSA.Signing.PrivateKey(keySize: .bits2048))
        return DeviceCredentials(
            certificate: try certify(key.publicKey, commonName: commonName, validity: validity),
            privateKey: Data(try key.serializeAsPEM().derBytes))
    }

    /// Answers a PKIOperation.
    ///
    /// - Parameter accepts: judges the challenge.
    package func answer(_ message: Data, accepts: (String?) -> Bool) throws -> Data {
        let message = try PKIMessage(verifying: message)
        let request = try message.open(as: identity)
        let nonce = Data((0..<16).map { _ in UInt8.random(in: .min ... .max) })
        guard accepts(request.request.challenge) else {
            return try message.refuse(.badRequest, as: identity, nonce: nonce, at: Date())
        }
        let certificate = try certify(request.request.publicKey, commonName: "device")
        return try message.answer(with: certificate, as: identity, cipher: request.cipher, nonce: nonce, at: Date())
    }
}
