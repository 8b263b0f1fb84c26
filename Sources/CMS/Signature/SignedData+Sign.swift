import COpenSSL
import Foundation

extension SignedData {
    static func sign(
        _ content: Data, as identity: CMSIdentity, chain: [Data], attributes: [SignedAttribute] = [], at time: Date,
        isDetached: Bool
    ) throws(CMSError) -> Data {
        defer { ERR_clear_error() }
        let flags = UInt32(CMS_PARTIAL | CMS_BINARY | (isDetached ? CMS_DETACHED : 0))
        let message = SignedData(
            try Handle(
                CMS_sign(nil, nil, nil, nil, flags), freedBy: CMS_ContentInfo_free, orElse: "libcrypto has no memory"))
        try message.addSigner(identity, attributes: attributes, at: time)
        for certificate in chain { try message.add(certificate) }
        try message.finish(over: content, flags: flags)
        return try message.encoding()
    }

    func add(_ certificate: Data) throws(CMSError) {
        let certificate = try Handle.certificate(certificate)
        guard CMS_add1_cert(message.pointer, certificate.pointer) == 1 else {
            throw CMSError("a certificate comes twice in the message")
        }
    }

    private func addSigner(
        _ identity: CMSIdentity, attributes: [SignedAttribute], at time: Date
    ) throws(CMSError) {
        let certificate = try Handle.certificate(identity.certificate)
        let key = try Handle.privateKey(identity.privateKey)
        let flags = UInt32(CMS_BINARY | CMS_NOSMIMECAP)
        guard
            let info = CMS_add1_signer(message.pointer, certificate.pointer, key.pointer, EVP_sha256(), flags)
        else { throw CMSError("the private key does not belong to the certificate") }
        try add(signingTime: time, to: info)
        for attribute in attributes { try add(attribute, to: info) }
    }

    private func add(signingTime: Date, to info: OpaquePointer) throws(CMSError) {
        let time = ASN1_TIME_set(nil, time_t(signingTime.timeIntervalSince1970))
        defer { ASN1_STRING_free(time) }
        guard let time,
            CMS_signed_add1_attr_by_NID(info, NID_pkcs9_signingTime, time.pointee.type, time, -1) == 1
        else { throw CMSError("the time of signing cannot be written") }
    }

    private func add(_ attribute: SignedAttribute, to info: OpaquePointer) throws(CMSError) {
        let (type, octets) =
            switch attribute.value {
            case .text(let text): (SignedData.stringType(of: text), Data(text.utf8))
            case .octetString(let octets): (V_ASN1_OCTET_STRING, octets)
            case .other: throw CMSError("the attribute \(attribute.identifier) has no value")
            }
        let isAdded = octets.withUnsafeBytes { buffer in
            CMS_signed_add1_attr_by_txt(info, attribute.identifier, type, buffer.baseAddress, Int32(buffer.count)) == 1
        }
        guard isAdded else { throw CMSError("the attribute \(attribute.identifier) cannot be written") }
    }

    private static func stringType(of text: String) -> Int32 {
        ASN1_PRINTABLE_type(Array(text.utf8), Int32(text.utf8.count)) == V_ASN1_PRINTABLESTRING
            ? V_ASN1_PRINTABLESTRING : V_ASN1_UTF8STRING
    }

    private func finish(over content: Data, flags: UInt32) throws(CMSError) {
        let source = try Handle.buffer(content)
        guard CMS_final(message.pointer, source.pointer, nil, flags) == 1 else {
            throw CMSError("the message could not be signed")
        }
    }
}
