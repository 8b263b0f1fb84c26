import COpenSSL
public import Foundation

/// A signature that travels beside what it is over, such as a device's `Mdm-Signature`.
public enum DetachedSignature {
    /// Checks one signer's signature, made by a certificate that came with it. Whether that certificate is to be believed is not
    /// asked here.
    ///
    /// DER and BER are read, RFC 5652 and PKCS#7, with and without signed attributes.
    public static func verify(_ der: Data, over content: Data) throws(CMSError) -> CMSSigner {
        defer { ERR_clear_error() }
        let message: SignedData
        do throws(CMSError) {
            message = try SignedData(reading: der, limit: CMSLimits.signature)
        } catch {
            throw CMSError(error.description, isUnreadable: true)
        }
        guard message.content == nil else {
            throw CMSError("the signature brings a content of its own, where one beside it is expected")
        }
        return try message.verify(over: content).signer
    }

    /// Signs with SHA-256.
    ///
    /// - Parameter chain: further certificates to send with the signature.
    public static func sign(
        _ content: Data, as identity: CMSIdentity, chain: [Data] = [], at time: Date
    ) throws(CMSError) -> Data {
        try SignedData.sign(content, as: identity, chain: chain, at: time, isDetached: true)
    }
}
