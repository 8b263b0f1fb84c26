import COpenSSL
public import Foundation

/// Certificates in a signed message that nobody signed ("degenerate", RFC 5652, 5.2): how certificates are handed over.
public enum CertificateBundle {
    /// - Parameter certificates: DER. DER sorts them by their octets: a reader who takes the first one must be sent one only.
    public static func encode(_ certificates: [Data]) throws(CMSError) -> Data {
        defer { ERR_clear_error() }
        let flags = UInt32(CMS_PARTIAL | CMS_BINARY | CMS_DETACHED)
        let message = SignedData(
            try Handle(
                CMS_sign(nil, nil, nil, nil, flags), freedBy: CMS_ContentInfo_free, orElse: "libcrypto has no memory"))
        for certificate in certificates { try message.add(certificate) }
        return try message.encoding()
    }

    /// The certificates of a message, in its order. That nobody vouches for them is the reader's to remember.
    public static func decode(_ der: Data) throws(CMSError) -> [Data] {
        defer { ERR_clear_error() }
        return try SignedData(reading: der, limit: CMSLimits.message).certificates()
    }
}
