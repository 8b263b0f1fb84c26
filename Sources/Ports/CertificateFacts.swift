public import RatchetCore

/// What a certificate says, as far as anybody here asks: no bytes of it, and nothing secret.
public struct CertificateFacts: Sendable, Hashable {
    /// The kind of key that a certificate is for.
    public enum KeyKind: String, Sendable, Hashable, CaseIterable {
        case rsa
        /// On one of the curves of NIST.
        case ec
        case other
    }

    /// SHA-256 of the whole certificate in DER, 64 hexadecimal digits in lower case.
    public let fingerprint: String
    /// As RFC 4514 writes it.
    public let subject: String
    /// As RFC 4514 writes it.
    public let issuer: String
    /// Hexadecimal, in lower case.
    public let serial: String
    public let notBefore: Instant
    public let notAfter: Instant
    public let isAuthority: Bool
    public let key: KeyKind

    public init(
        fingerprint: String, subject: String, issuer: String, serial: String, notBefore: Instant, notAfter: Instant,
        isAuthority: Bool, key: KeyKind
    ) {
        (self.fingerprint, self.subject, self.issuer, self.serial) = (fingerprint, subject, issuer, serial)
        (self.notBefore, self.notAfter, self.isAuthority, self.key) = (notBefore, notAfter, isAuthority, key)
    }
}
