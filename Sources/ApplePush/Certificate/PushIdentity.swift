import Crypto
public import Foundation
import NIOSSL
public import Ports
import RatchetCore
import SwiftASN1
import X509

/// The MDM push certificate with its private key, as read from PEM files.
public struct PushIdentity: Sendable {
    /// What may be shown of it.
    public let certificate: PushCertificate
    let chain: [NIOSSLCertificate]
    let key: NIOSSLPrivateKey

    /// Files larger than this have something else in them.
    static let largestFile = 256 * 1024
    /// A certificate, its issuers, and some to spare.
    static let mostCertificates = 16
    /// The attribute of the subject that holds the topic (reference 1.1).
    static let userID: ASN1ObjectIdentifier = [0, 9, 2342, 19_200_300, 100, 1, 1]

    /// Reads the certificate, and the private key from the same file where no other is named.
    ///
    /// - Throws: `PushCertificateProblem`.
    public init(certificate file: URL, key keyFile: URL?) throws(PushCertificateProblem) {
        let documents = try PEMFile.documents(file)
        let keyFile = keyFile ?? file
        let keyDocuments = keyFile == file ? documents : try PEMFile.documents(keyFile)
        let certificates = documents.filter { $0.discriminator == "CERTIFICATE" }.prefix(PushIdentity.mostCertificates)
        let (leaf, key) = try PushIdentity.pair(Array(certificates), keyDocuments, file.path, keyFile.path)
        self.certificate = try PushIdentity.facts(leaf, file.path)
        self.key = key
        chain = certificates.compactMap { try? NIOSSLCertificate(bytes: $0.derBytes, format: .der) }
        if chain.isEmpty { throw .noCertificate(file.path) }
    }

    /// The first certificate, which has to be the one of the key.
    private static func pair(
        _ certificates: [PEMDocument], _ keys: [PEMDocument], _ file: String, _ keyFile: String
    ) throws(PushCertificateProblem) -> (Certificate, NIOSSLPrivateKey) {
        guard let first = certificates.first, let leaf = try? Certificate(pemDocument: first) else {
            throw .noCertificate(file)
        }
        if keys.contains(where: { $0.discriminator == "ENCRYPTED PRIVATE KEY" }) { throw .encryptedKey(keyFile) }
        guard let document = keys.first(where: { $0.discriminator.hasSuffix("PRIVATE KEY") }),
            let key = try? Certificate.PrivateKey(pemDocument: document),
            let loaded = try? NIOSSLPrivateKey(bytes: document.derBytes, format: .der)
        else { throw .noKey(keyFile) }
        guard key.publicKey == leaf.publicKey else { throw .foreignKey(keyFile) }
        return (leaf, loaded)
    }

    private static func facts(_ leaf: Certificate, _ file: String) throws(PushCertificateProblem) -> PushCertificate {
        guard let topic = text(userID, in: leaf.subject), topic.hasPrefix("com.apple.mgmt."), topic.utf8.count <= 256,
            topic.unicodeScalars.allSatisfy({ $0.isASCII && $0.value > 0x20 && $0.value < 0x7F })
        else { throw .noTopic(file) }
        var serializer = DER.Serializer()
        guard (try? serializer.serialize(leaf)) != nil else { throw .noCertificate(file) }
        return PushCertificate(
            topic: topic, subject: words(leaf.subject), issuer: words(leaf.issuer),
            fingerprint: Hex.text(SHA256.hash(data: serializer.serializedBytes)),
            notBefore: Instant(leaf.notValidBefore), expiresAt: Instant(leaf.notValidAfter))
    }

    /// As people know it: the library has no name for the attribute with the topic.
    private static func words(_ name: DistinguishedName) -> String {
        name.description.replacing("0.9.2342.19200300.100.1.1=", with: "UID=")
    }

    private static func text(_ type: ASN1ObjectIdentifier, in name: DistinguishedName) -> String? {
        for relative in name {
            for attribute in relative where attribute.type == type { return String(attribute.value) }
        }
        return nil
    }
}

extension Instant {
    fileprivate init(_ date: Date) { self.init(seconds: Int64(date.timeIntervalSince1970)) }
}
