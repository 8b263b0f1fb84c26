import CryptoExtras
public import Foundation
public import Ports
public import RatchetCore
import SwiftASN1
public import X509

/// A certificate that was just given to a device.
public struct IssuedCertificate: Sendable, Equatable {
    /// DER.
    public let certificate: Data
    public let facts: CertificateFacts
}

extension DeviceAuthority {
    /// Vouches for a device's key.
    ///
    /// - Parameters:
    ///   - commonName: whom the certificate names. What a device asks to be named is never looked at.
    ///   - validity: cut where the authority's own time ends.
    ///   - random: for the serial, of 128 bits.
    /// - Throws: when the name is empty or longer than 64 characters, or the authority itself has expired.
    public func issue(
        to key: Certificate.PublicKey, commonName: String, validity: Duration = .days(365), at now: Instant,
        using random: inout some RandomNumberGenerator
    ) throws -> IssuedCertificate {
        guard now < facts.notAfter else {
            throw IdentityError("the device authority has expired at \(facts.notAfter); no device trusts what it signs")
        }
        let subject = try DistinguishedName { CommonName(try CertificateName.checked(commonName, "the device's name")) }
        let certificate = try Certificate(
            version: .v3, serialNumber: random.serialNumber(), publicKey: key,
            notValidBefore: max(now - DeviceAuthority.leeway, facts.notBefore).date,
            notValidAfter: min(now + validity, facts.notAfter).date, issuer: issuer.subject, subject: subject,
            extensions: try extensions(for: key), issuerPrivateKey: self.key)
        let der = try certificate.der()
        return IssuedCertificate(certificate: der, facts: CertificateFacts(certificate, der: der))
    }

    private func extensions(for key: Certificate.PublicKey) throws -> Certificate.Extensions {
        let own = try issuer.extensions.subjectKeyIdentifier?.keyIdentifier
        // Nothing is enciphered with a key on a curve (RFC 8813).
        let isRSA = _RSA.Signing.PublicKey(key) != nil
        return try Certificate.Extensions {
            Critical(BasicConstraints.notCertificateAuthority)
            Critical(KeyUsage(digitalSignature: true, keyEncipherment: isRSA))
            try ExtendedKeyUsage([.clientAuth])
            SubjectKeyIdentifier(hash: key)
            if let own { AuthorityKeyIdentifier(keyIdentifier: own) }
        }
    }
}

extension Certificate {
    func der() throws -> Data {
        var serializer = DER.Serializer()
        try serializer.serialize(self)
        return Data(serializer.serializedBytes)
    }
}

extension RandomNumberGenerator {
    /// 128 bits of chance.
    mutating func serialNumber() -> Certificate.SerialNumber { Certificate.SerialNumber(bytes: octets(16)) }

    mutating func octets(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &self) }
    }
}

/// Names that certificates can hold.
enum CertificateName {
    /// - Throws: for an empty name, one of more than 64 characters (RFC 5280, ub-common-name) and one with control characters.
    static func checked(_ name: String, _ what: String) throws(IdentityError) -> String {
        guard (1...64).contains(name.unicodeScalars.count),
            name.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
        else {
            throw IdentityError(
                "\(what) must have 1 to 64 characters, and no control characters, to be put into a certificate")
        }
        return name
    }
}
