import COpenSSL
public import Foundation

/// A message for the one who has the key of an RSA certificate (RFC 5652, 6).
public struct Envelope: Sendable, Equatable {
    /// What was in it. Whoever wrote it is not known: an envelope is not signed.
    public let content: Data
    /// What its content was encrypted with.
    public let cipher: ContentCipher

    /// Encrypts for the holder of a certificate.
    ///
    /// - Throws: for a certificate without an RSA key, and for a cipher that is only read (GCM, single DES).
    public static func seal(
        _ content: Data, for certificate: Data, with cipher: ContentCipher = .aes256
    ) throws(CMSError) -> Data {
        defer { ERR_clear_error() }
        guard let implementation = cipher.implementation else {
            throw CMSError("nothing is sent in \(cipher.rawValue)")
        }
        let recipient = try Handle.certificate(certificate)
        guard let key = X509_get0_pubkey(recipient.pointer), EVP_PKEY_get_base_id(key) == NID_rsaEncryption else {
            throw CMSError("an envelope can only be sent to the holder of an RSA key")
        }
        let source = try Handle.buffer(content)
        let recipients = try Handle(
            OPENSSL_sk_new_null(), freedBy: { OPENSSL_sk_free($0) }, orElse: "libcrypto has no memory")
        OPENSSL_sk_push(recipients.pointer, UnsafeRawPointer(recipient.pointer))
        let message = try Handle(
            CMS_encrypt(recipients.pointer, source.pointer, implementation, UInt32(CMS_BINARY)),
            freedBy: CMS_ContentInfo_free, orElse: "the content could not be encrypted")
        let pointer = message.pointer
        return try encoded { i2d_CMS_ContentInfo(pointer, $0) }
    }

    /// Opens an envelope that was sealed for `identity`.
    ///
    /// Whatever is wrong with the key in it or with its content gives one and the same error, and the key's padding is not told apart
    /// from its being another one (libcrypto goes on with a key of chance), so that nobody can ask his way to a content.
    public init(
        opening der: Data, as identity: CMSIdentity, accepting ciphers: Set<ContentCipher> = ContentCipher.strong
    ) throws(CMSError) {
        defer { ERR_clear_error() }
        guard der.count <= CMSLimits.message else {
            throw CMSError("the envelope is larger than \(CMSLimits.message) octets")
        }
        let cipher = try Envelope.cipher(of: der)
        guard ciphers.contains(cipher) else {
            throw CMSError("the envelope is in \(cipher.rawValue), which is not taken")
        }
        self.cipher = cipher
        if cipher == .des {
            content = try LegacyLibrary.use { context throws(CMSError) in
                try Envelope.open(der, as: identity, in: context)
            }
        } else {
            content = try Envelope.open(der, as: identity, in: nil)
        }
    }
}
