import COpenSSL
import Foundation

/// A signed message as libcrypto holds it (RFC 5652, 5; RFC 2315, 9).
struct SignedData: ~Copyable {
    let message: Handle

    /// - Throws: for what is no signed message of plain data.
    init(reading octets: Data, limit: Int) throws(CMSError) {
        guard octets.count <= limit else { throw CMSError("the signed message is larger than \(limit) octets") }
        let message = try Handle(
            parsed(octets, by: d2i_CMS_ContentInfo, freedBy: CMS_ContentInfo_free), freedBy: CMS_ContentInfo_free,
            orElse: "the signed message cannot be read")
        guard OBJ_obj2nid(CMS_get0_type(message.pointer)) == NID_pkcs7_signed,
            OBJ_obj2nid(CMS_get0_eContentType(message.pointer)) == NID_pkcs7_data
        else { throw CMSError("the message is no signature over plain data") }
        self.message = message
    }

    init(_ message: consuming Handle) { self.message = message }

    /// What the message carries; nil for a detached signature.
    var content: Data? {
        guard let place = CMS_get0_content(message.pointer), let string = place.pointee else { return nil }
        return octets(of: string)
    }

    /// The certificates that came with the message.
    func certificates() throws(CMSError) -> [Data] {
        let stack = CMS_get1_certs(message.pointer)
        defer { freeCertificates(stack) }
        let all = members(of: stack)
        guard all.count <= CMSLimits.certificates else { throw CMSError("the message has too many certificates") }
        var encodings: [Data] = []
        for certificate in all { encodings.append(try encoded { i2d_X509(certificate, $0) }) }
        return encodings
    }

    func encoding() throws(CMSError) -> Data {
        let pointer = message.pointer
        return try encoded { i2d_CMS_ContentInfo(pointer, $0) }
    }
}
