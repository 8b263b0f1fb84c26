import Crypto
public import Foundation
import SwiftASN1
import X509

/// Certificates for a push service that stands in for Apple's, made on the fly: a root, the service's own certificate, and push
/// certificates for those who are to be let in.
public struct PushStandInIdentity: Sendable {
    /// To be trusted by whoever sends pushes: `push.roots`.
    public let rootPEM: String
    /// The service's certificate and private key.
    let serverPEM: String
    private let root: Certificate
    private let rootKey: P256.Signing.PrivateKey
    private static let userID: ASN1ObjectIdentifier = [0, 9, 2342, 19_200_300, 100, 1, 1]

    /// For a service on this machine.
    public init() throws {
        rootKey = P256.Signing.PrivateKey()
        let name = try DistinguishedName { CommonName("Stand-in push service root") }
        root = try PushStandInIdentity.certificate(
            subject: name, rootKey.publicKey, issuer: name, rootKey, days: 365,
            extensions: Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil))
                Critical(KeyUsage(keyCertSign: true))
            })
        rootPEM = try root.serializeAsPEM().pemString + "\n"
        let key = P256.Signing.PrivateKey()
        let server = try PushStandInIdentity.certificate(
            subject: DistinguishedName { CommonName("localhost") }, key.publicKey, issuer: name, rootKey, days: 365,
            extensions: Certificate.Extensions {
                SubjectAlternativeNames([
                    .dnsName("localhost"), .ipAddress(ASN1OctetString(contentBytes: [127, 0, 0, 1])),
                ])
            })
        serverPEM = try server.serializeAsPEM().pemString + "\n" + key.pemRepresentation + "\n"
    }

    /// A push certificate with its private key, one PEM after the other, as `push.certificate` wants them.
    ///
    /// - Parameter days: from now on until it expires.
    public func pushCertificate(topic: String, days: Double = 365) throws -> String {
        let key = P256.Signing.PrivateKey()
        let subject = DistinguishedName([
            RelativeDistinguishedName(.init(type: Self.userID, utf8String: topic)),
            RelativeDistinguishedName(
                .init(type: .RDNAttributeType.commonName, utf8String: "APSP:\(topic.suffix(36))")),
        ])
        let certificate = try PushStandInIdentity.certificate(
            subject: subject, key.publicKey, issuer: root.subject, rootKey, days: days,
            extensions: Certificate.Extensions { Critical(KeyUsage(digitalSignature: true)) })
        return try certificate.serializeAsPEM().pemString + "\n" + key.pemRepresentation + "\n"
    }

    /// Writes `roots.pem` and, readable by this user alone, `push.pem` and `server.pem` into a folder, for a server's configuration:
    /// the last is a certificate for `localhost` and its key, with which the server can be what the same roots vouch for.
    public func write(into folder: URL, topic: String) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let files = [
            ("roots.pem", rootPEM, 0o644), ("push.pem", try pushCertificate(topic: topic), 0o600),
            ("server.pem", serverPEM, 0o600),
        ]
        for (name, text, mode) in files {
            let path = folder.appendingPathComponent(name).path
            guard
                FileManager.default.createFile(
                    atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: mode])
            else { throw FleetError(.stateNotWritable, path) }
        }
    }

    /// The topic of a push certificate; nil of another.
    static func topic(der: [UInt8]) -> String? {
        guard let certificate = try? Certificate(derEncoded: der) else { return nil }
        for relative in certificate.subject {
            for attribute in relative where attribute.type == userID { return String(attribute.value) }
        }
        return nil
    }

    private static func certificate(
        subject: DistinguishedName, _ key: P256.Signing.PublicKey, issuer: DistinguishedName,
        _ issuerKey: P256.Signing.PrivateKey, days: Double, extensions: Certificate.Extensions
    ) throws -> Certificate {
        let now = Date()
        return try Certificate(
            version: .v3, serialNumber: .init(), publicKey: .init(key),
            notValidBefore: min(now, now + days * 86_400) - 3_600, notValidAfter: now + days * 86_400, issuer: issuer,
            subject: subject, signatureAlgorithm: .ecdsaWithSHA256, extensions: extensions,
            issuerPrivateKey: .init(issuerKey))
    }
}
