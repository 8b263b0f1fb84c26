import COpenSSL
import Foundation

extension Envelope {
    /// - Parameter context: the library to find algorithms in; nil for the process's own.
    static func open(_ der: Data, as identity: CMSIdentity, in context: OpaquePointer?) throws(CMSError) -> Data {
        let certificate = try Handle.certificate(identity.certificate)
        let key = try Handle.privateKey(identity.privateKey, in: context)
        let message = try read(der, in: context)
        guard (1...CMSLimits.recipients).contains(members(of: CMS_get0_RecipientInfos(message.pointer)).count) else {
            throw CMSError("the envelope has too many recipients, or none")
        }
        let plain = try Handle.buffer()
        guard
            CMS_decrypt(message.pointer, key.pointer, certificate.pointer, nil, plain.pointer, UInt32(CMS_BINARY)) == 1
        else { throw CMSError("the envelope cannot be opened") }
        return plain.bufferedOctets
    }

    private static func read(_ der: Data, in context: OpaquePointer?) throws(CMSError) -> Handle {
        try Handle(
            parsed(
                der,
                by: { _, position, count in
                    var message = CMS_ContentInfo_new_ex(context, nil)
                    return d2i_CMS_ContentInfo(&message, position, count)
                },
                freedBy: CMS_ContentInfo_free),
            freedBy: CMS_ContentInfo_free, orElse: "the envelope cannot be read")
    }

    /// Looks at what the content is encrypted with, before any key is used.
    ///
    /// libcrypto 3.0 tells it for the older of the two structures, PKCS#7, which an envelope for RSA keys is as well.
    static func cipher(of der: Data) throws(CMSError) -> ContentCipher {
        if try isAuthenticated(der) { return .aesGCM }
        let message = try Handle(
            parsed(
                der, by: { _, position, count in OpaquePointer(d2i_PKCS7(nil, position, count)) }, freedBy: freePKCS7),
            freedBy: freePKCS7, orElse: "the envelope cannot be read")
        let envelope = UnsafeMutablePointer<PKCS7>(message.pointer)
        guard OBJ_obj2nid(envelope.pointee.type) == NID_pkcs7_enveloped,
            let content = envelope.pointee.d.enveloped?.pointee.enc_data?.pointee,
            OBJ_obj2nid(content.content_type) == NID_pkcs7_data
        else { throw CMSError("the message is no envelope around plain data") }
        guard let cipher = ContentCipher(nid: nid(of: content.algorithm)) else {
            throw CMSError("the envelope is in a cipher that is not known here")
        }
        return cipher
    }

    private static func freePKCS7(_ message: OpaquePointer?) {
        PKCS7_free(message.map { UnsafeMutablePointer<PKCS7>($0) })
    }

    /// libcrypto takes nothing but GCM in an authenticated envelope.
    private static func isAuthenticated(_ der: Data) throws(CMSError) -> Bool {
        let message = try read(der, in: nil)
        return OBJ_obj2nid(CMS_get0_type(message.pointer)) == NID_id_smime_ct_authEnvelopedData
    }
}
