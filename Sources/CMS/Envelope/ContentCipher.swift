import COpenSSL

/// What the content of an envelope is encrypted with.
public enum ContentCipher: String, Sendable, CaseIterable {
    case aes128 = "AES-128-CBC"
    case aes192 = "AES-192-CBC"
    case aes256 = "AES-256-CBC"
    /// AES-GCM with a key of any length, in the authenticated envelope of RFC 5083.
    case aesGCM = "AES-GCM"
    /// Weak.
    case tripleDES = "3DES-CBC"
    /// Broken; old clients still use it by default.
    case des = "DES-CBC"

    /// What is taken unless somebody switches the weak ones on.
    public static let strong: Set<ContentCipher> = [.aes128, .aes192, .aes256, .aesGCM]
    public static let all = Set(allCases)

    /// What an answer to a message in this cipher is encrypted with: no weaker, and nothing that its sender may not know. Whoever
    /// sends single DES knows triple DES.
    public var forAnswer: ContentCipher {
        switch self {
        case .aes128, .aes192, .aes256, .tripleDES: self
        case .aesGCM: .aes256
        case .des: .tripleDES
        }
    }

    init?(nid: Int32) {
        switch nid {
        case NID_aes_128_cbc: self = .aes128
        case NID_aes_192_cbc: self = .aes192
        case NID_aes_256_cbc: self = .aes256
        case NID_des_ede3_cbc: self = .tripleDES
        case NID_des_cbc: self = .des
        default: return nil
        }
    }

    /// libcrypto's own, which lives as long as the process; nil for what is only read.
    var implementation: OpaquePointer? {
        switch self {
        case .aes128: EVP_aes_128_cbc()
        case .aes192: EVP_aes_192_cbc()
        case .aes256: EVP_aes_256_cbc()
        case .tripleDES: EVP_des_ede3_cbc()
        case .aesGCM, .des: nil
        }
    }
}
