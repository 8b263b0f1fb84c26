import CMS
package import Foundation

/// A device's certificate and the private key to it.
package struct DeviceCredentials: Codable, Equatable, Sendable {
    /// DER.
    package let certificate: Data
    /// DER.
    package let privateKey: Data

    package init(certificate: Data, privateKey: Data) {
        (self.certificate, self.privateKey) = (certificate, privateKey)
    }

    /// The value of `Mdm-Signature` for a body (reference 1.2).
    package func signature(over body: Data, at time: Date) throws -> String {
        let identity = CMSIdentity(certificate: certificate, privateKey: privateKey)
        return try DetachedSignature.sign(body, as: identity, at: time).base64EncodedString()
    }
}

extension DeviceCredentials: CustomStringConvertible, CustomReflectable {
    /// Never the key.
    package var description: String { "credentials with a certificate of \(certificate.count) octets" }
    package var customMirror: Mirror { Mirror(self, children: ["certificate": certificate]) }
}
