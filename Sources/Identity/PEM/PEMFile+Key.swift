public import CMS
public import Foundation
import Ports
import SCEP
import SwiftASN1
import X509

/// A certificate with what leads to its authority, and its key: for TLS, for signing profiles, for pushes.
public struct PEMIdentity: Sendable {
    public let identity: CMSIdentity
    /// DER, without the certificate itself.
    public let chain: [Data]
}

extension PEMFile {
    /// A certificate, first in its file, and the key that belongs to it; both may be in one file.
    public static func identity(certificates file: URL, key keyFile: URL) throws(IdentityError) -> PEMIdentity {
        let certificates = try certificates(file)
        let key = try privateKey(keyFile)
        guard let first = certificates.first, let certificate = CertificateFacts.certificate(first),
            certificate.publicKey == key.parsed.publicKey
        else {
            throw IdentityError(
                "the key in \(keyFile.path) does not belong to the first certificate of \(file.path); name the pair that was made together"
            )
        }
        return PEMIdentity(
            identity: CMSIdentity(certificate: first, privateKey: key.der), chain: Array(certificates.dropFirst()))
    }

    /// The private key of a file, DER: PKCS#8, PKCS#1 or SEC 1.
    static func privateKey(_ file: URL) throws(IdentityError) -> (der: Data, parsed: Certificate.PrivateKey) {
        let documents = try documents(file)
        try FileMode.refuseOthers(file)
        if documents.contains(where: { $0.discriminator == "ENCRYPTED PRIVATE KEY" }) {
            throw IdentityError(
                "the key in \(file.path) has a passphrase, which nobody is there to type; write one without it: openssl pkey -in \(file.path) -out NEW"
            )
        }
        let kinds = ["PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY"]
        let keys = documents.filter { kinds.contains($0.discriminator) }
        guard let document = keys.first else {
            throw IdentityError("\(file.path) holds no private key; name the file with BEGIN PRIVATE KEY in it")
        }
        guard keys.count == 1 else {
            throw IdentityError(
                "\(file.path) holds \(keys.count) private keys; leave the one that belongs to the certificate")
        }
        guard let key = try? Certificate.PrivateKey(pemDocument: document), key.publicKey.isStrong else {
            throw IdentityError(
                "the key in \(file.path) is neither RSA of 2048 to 8192 bits nor on a NIST curve, or cannot be read; make another one"
            )
        }
        return (Data(document.derBytes), key)
    }
}
