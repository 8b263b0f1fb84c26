/// A backup of settings and configuration: where it lies and what it must hash to; never its content (G1).
public struct ApplianceBackup: Sendable, Equatable {
    /// Where it is, in words that the driver understands again.
    public let reference: String
    /// SHA-256 in hexadecimal digits, as whoever took it said.
    public let sha256: String
    public let bytes: Int64?
    /// Whether whoever took it has read it again and found the same digest.
    public let isVerified: Bool

    public init(reference: String, sha256: String, bytes: Int64? = nil, isVerified: Bool) {
        (self.reference, self.sha256, self.bytes, self.isVerified) = (reference, sha256, bytes, isVerified)
    }
}

/// TLS certificates with their private key, kept off the appliance: a reference and a fingerprint, never the key (G2).
public struct CertificateExport: Sendable, Equatable {
    public let reference: String
    /// SHA-256 over the certificate's DER, in hexadecimal digits.
    public let fingerprint: String
    public let hasPrivateKey: Bool

    public init(reference: String, fingerprint: String, hasPrivateKey: Bool) {
        (self.reference, self.fingerprint, self.hasPrivateKey) = (reference, fingerprint, hasPrivateKey)
    }
}
