public import Foundation

/// A certificate and its private key: whoever signs, and whoever an envelope is for.
public struct CMSIdentity: Sendable {
    /// DER.
    public let certificate: Data
    /// DER of PKCS#8, PKCS#1 or SEC 1.
    public let privateKey: Data

    public init(certificate: Data, privateKey: Data) {
        (self.certificate, self.privateKey) = (certificate, privateKey)
    }
}

extension CMSIdentity: CustomStringConvertible {
    /// Never the key.
    public var description: String { "identity with a certificate of \(certificate.count) octets" }
}

extension CMSIdentity: CustomReflectable {
    public var customMirror: Mirror { Mirror(self, children: ["certificate": certificate]) }
}
