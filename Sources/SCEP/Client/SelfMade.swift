import Foundation
import SwiftASN1
import X509

/// What a client makes before anybody has vouched for it.
enum SelfMade {
    /// A certificate that vouches for itself, good for a week: it signs the request, and the answer is sealed for it.
    static func certificate(for key: Certificate.PrivateKey, commonName: String, at time: Date) throws -> Data {
        let name = try DistinguishedName { CommonName(commonName) }
        let certificate = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(bytes: [1]), publicKey: key.publicKey,
            notValidBefore: time.addingTimeInterval(-300), notValidAfter: time.addingTimeInterval(7 * 86_400),
            issuer: name, subject: name,
            extensions: try Certificate.Extensions {
                Critical(KeyUsage(digitalSignature: true, keyEncipherment: true))
            },
            issuerPrivateKey: key)
        return try encoded(certificate)
    }

    /// A request for a certificate, signed with the key that it is about.
    static func request(for key: Certificate.PrivateKey, commonName: String, challenge: String?) throws -> Data {
        var attributes = CertificateSigningRequest.Attributes()
        if let challenge {
            let value = try ASN1Any(erasing: ASN1UTF8String(challenge))
            attributes.insert(CertificateSigningRequest.Attribute(oid: .challengePassword, values: [value]))
        }
        return try encoded(
            CertificateSigningRequest(
                version: .v1, subject: try DistinguishedName { CommonName(commonName) }, privateKey: key,
                attributes: attributes))
    }

    private static func encoded(_ value: some DERSerializable) throws -> Data {
        var serializer = DER.Serializer()
        try serializer.serialize(value)
        return Data(serializer.serializedBytes)
    }
}
