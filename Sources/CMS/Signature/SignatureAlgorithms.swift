import COpenSSL

extension CMSDigest {
    init?(nid: Int32) {
        switch nid {
        case NID_sha1: self = .sha1
        case NID_sha256: self = .sha256
        case NID_sha384: self = .sha384
        case NID_sha512: self = .sha512
        default: return nil
        }
    }

    /// libcrypto's own, which lives as long as the process.
    var implementation: OpaquePointer? {
        switch self {
        case .sha1: EVP_sha1()
        case .sha256: EVP_sha256()
        case .sha384: EVP_sha384()
        case .sha512: EVP_sha512()
        }
    }
}

/// The number that libcrypto gives to an algorithm.
func nid(of algorithm: UnsafePointer<X509_ALGOR>?) -> Int32 {
    var identifier: OpaquePointer?
    X509_ALGOR_get0(&identifier, nil, nil, algorithm)
    return OBJ_obj2nid(identifier)
}

/// Whether a signature may be of this kind: RSA with PKCS#1 padding under either of its names, RSA-PSS, ECDSA.
///
/// libcrypto holds the digest of the name against the one of the signer.
func isAccepted(signatureAlgorithm nid: Int32) -> Bool {
    switch nid {
    case NID_rsaEncryption, NID_rsassaPss,
        NID_sha1WithRSAEncryption, NID_sha256WithRSAEncryption, NID_sha384WithRSAEncryption,
        NID_sha512WithRSAEncryption,
        NID_ecdsa_with_SHA1, NID_ecdsa_with_SHA256, NID_ecdsa_with_SHA384, NID_ecdsa_with_SHA512:
        true
    default: false
    }
}

/// Whether a key is strong enough to be believed, and cheap enough to be asked.
///
/// - Parameter publicKey: nil for one that libcrypto cannot read.
func isAccepted(publicKey: OpaquePointer?) -> Bool {
    guard let publicKey else { return false }
    switch EVP_PKEY_get_base_id(publicKey) {
    case NID_rsaEncryption, NID_rsassaPss:
        return CMSLimits.rsaModulus.contains(Int(EVP_PKEY_get_bits(publicKey)))
    case NID_X9_62_id_ecPublicKey:
        // A curve that is spelt out instead of named has no name here.
        var name = [CChar](repeating: 0, count: 40)
        guard EVP_PKEY_get_group_name(publicKey, &name, name.count, nil) == 1 else { return false }
        return [NID_X9_62_prime256v1, NID_secp384r1, NID_secp521r1].contains(OBJ_sn2nid(name))
    default:
        return false
    }
}
