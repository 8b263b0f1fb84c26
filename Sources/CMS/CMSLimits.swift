/// How large and how branched a message from outside may be, before libcrypto reads any of it.
enum CMSLimits {
    /// A detached signature: a few certificates and one signature are a tenth of it.
    static let signature = 64 * 1024
    /// A message that carries its content, or an envelope.
    static let message = 256 * 1024
    /// What a detached signature may be over; messages of devices are bounded far below by their endpoint.
    static let content = 16 * 1024 * 1024
    static let certificate = 32 * 1024
    static let privateKey = 32 * 1024
    /// The signer's own, and what leads to its authority.
    static let certificates = 10
    static let signedAttributes = 32
    static let recipients = 8
    /// In bits. Below it is weak; above it, one check would cost too much.
    static let rsaModulus = 2048...8192
}
