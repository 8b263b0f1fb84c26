import COpenSSL
import Foundation

extension Handle {
    /// A certificate, from its DER.
    static func certificate(_ der: Data) throws(CMSError) -> Handle {
        guard der.count <= CMSLimits.certificate else { throw CMSError("the certificate is too large") }
        return try Handle(
            parsed(der, by: d2i_X509, freedBy: X509_free), freedBy: X509_free,
            orElse: "the certificate cannot be read")
    }

    /// A private key, from the DER of PKCS#8, PKCS#1 or SEC 1.
    ///
    /// - Parameter context: the library that is to use it; nil for the process's own.
    static func privateKey(_ der: Data, in context: OpaquePointer? = nil) throws(CMSError) -> Handle {
        guard der.count <= CMSLimits.privateKey else { throw CMSError("the private key is too large") }
        return try Handle(
            parsed(
                der, by: { d2i_AutoPrivateKey_ex($0, $1, $2, context, nil) }, freedBy: EVP_PKEY_free),
            freedBy: EVP_PKEY_free, orElse: "the private key cannot be read")
    }
}
