import COpenSSL
import Foundation

extension SignedData {
    /// Who signed this content, and the attributes beside it.
    ///
    /// What `CMS_verify` does is done in its parts, because that digests the content once for each algorithm that the message
    /// lists, and a message may list thousands.
    func verify(over content: Data) throws(CMSError) -> (signer: CMSSigner, attributes: [SignedAttribute]) {
        guard content.count <= CMSLimits.content else { throw CMSError("the content is too large") }
        let all = try certificates()
        let info = try onlySigner()
        var key: OpaquePointer?
        var certificate: OpaquePointer?
        CMS_SignerInfo_get0_algs(info, &key, &certificate, nil, nil)
        guard isAccepted(publicKey: key) else {
            throw CMSError("the signer's key is neither RSA of 2048 to 8192 bits nor on a NIST curve")
        }
        let digest = try digest(of: info)
        let attributes = try attributes(of: info)
        guard try isDigest(of: content, accordingTo: info, with: digest),
            attributes == nil || CMS_SignerInfo_verify(info) == 1
        else { throw CMSError("the signature does not belong to this content") }
        let own = try encoded { i2d_X509(certificate, $0) }
        return (CMSSigner(certificate: own, others: all.filter { $0 != own }, digest: digest), attributes ?? [])
    }

    private func onlySigner() throws(CMSError) -> OpaquePointer {
        let infos = members(of: CMS_get0_SignerInfos(message.pointer))
        guard infos.count == 1, let info = infos.first else {
            throw CMSError("the message has \(infos.count) signers instead of one")
        }
        guard CMS_set1_signers_certs(message.pointer, nil, 0) == 1 else {
            throw CMSError("the signer's certificate is not in the message")
        }
        return info
    }

    private func digest(of info: OpaquePointer) throws(CMSError) -> CMSDigest {
        var digestAlgorithm: UnsafeMutablePointer<X509_ALGOR>?
        var signatureAlgorithm: UnsafeMutablePointer<X509_ALGOR>?
        CMS_SignerInfo_get0_algs(info, nil, nil, &digestAlgorithm, &signatureAlgorithm)
        guard let digest = CMSDigest(nid: nid(of: digestAlgorithm)) else {
            throw CMSError("the digest is none of SHA-256, SHA-384, SHA-512 and SHA-1")
        }
        guard isAccepted(signatureAlgorithm: nid(of: signatureAlgorithm)) else {
            throw CMSError("the signature is none of RSA, RSA-PSS and ECDSA")
        }
        return digest
    }

    /// With attributes the content's type must be among them, and be the one of the message (RFC 5652, 11.1). That its digest
    /// is among them too, libcrypto sees to.
    private func attributes(of info: OpaquePointer) throws(CMSError) -> [SignedAttribute]? {
        guard let attributes = try SignedAttribute.all(of: info) else { return nil }
        let type = CMS_signed_get0_data_by_OBJ(info, OBJ_nid2obj(NID_pkcs9_contentType), -3, V_ASN1_OBJECT)
        guard let type, OBJ_obj2nid(OpaquePointer(type)) == NID_pkcs7_data else {
            throw CMSError("the signature does not name its content as plain data")
        }
        return attributes
    }

    /// Compares the content's digest with the attribute that has it; without attributes, checks the signature over it.
    private func isDigest(
        of content: Data, accordingTo info: OpaquePointer, with digest: CMSDigest
    ) throws(CMSError) -> Bool {
        let hashing = try Handle(BIO_new(BIO_f_md()), freedBy: { BIO_free_all($0) }, orElse: "libcrypto has no memory")
        guard let sink = BIO_new(BIO_s_null()) else { throw CMSError("libcrypto has no memory") }
        BIO_push(hashing.pointer, sink)
        guard let implementation = digest.implementation,
            BIO_ctrl(hashing.pointer, BIO_C_SET_MD, 0, UnsafeMutableRawPointer(implementation)) == 1
        else { throw CMSError("libcrypto has no \(digest.rawValue)") }
        let pointer = hashing.pointer
        let isHashed = content.withUnsafeBytes { buffer in
            buffer.isEmpty || BIO_write(pointer, buffer.baseAddress, Int32(clamping: buffer.count)) == buffer.count
        }
        return isHashed && CMS_SignerInfo_verify_content(info, pointer) == 1
    }
}
