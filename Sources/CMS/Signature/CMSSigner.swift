public import Foundation

/// Who signed a message. That the certificate is any good is not said: its chain is judged apart.
public struct CMSSigner: Sendable, Equatable {
    /// The DER of the signer's certificate, which came with the message.
    public let certificate: Data
    /// The other certificates of the message, in its order: perhaps what leads to an authority.
    public let others: [Data]
    /// What the content was hashed with.
    public let digest: CMSDigest
}

/// The digests that a signature may be made with.
///
/// SHA-1 is among them because clients still sign with it by default, and Apple does not say what its devices use. Whoever wants
/// to put another content under a device's signature needs a second preimage, which SHA-1 is not known to give away; a
/// collision would help only one who has the device sign what he prepared. MD5 and all else is refused.
public enum CMSDigest: String, Sendable, Equatable, CaseIterable {
    case sha1 = "SHA-1"
    case sha256 = "SHA-256"
    case sha384 = "SHA-384"
    case sha512 = "SHA-512"
}
