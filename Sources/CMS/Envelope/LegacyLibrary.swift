import COpenSSL
import Foundation

/// OpenSSL's provider of broken ciphers, in a library context that nothing else sees.
enum LegacyLibrary {
    /// Makes the context for one use: single DES is rare, and off unless somebody switched it on.
    static func use(_ body: (OpaquePointer) throws(CMSError) -> Data) throws(CMSError) -> Data {
        let context = try Handle(
            OSSL_LIB_CTX_new(), freedBy: OSSL_LIB_CTX_free, orElse: "libcrypto has no memory")
        var providers: [OpaquePointer] = []
        defer { for provider in providers { OSSL_PROVIDER_unload(provider) } }
        for name in ["default", "legacy"] {
            guard let provider = OSSL_PROVIDER_load(context.pointer, name) else {
                throw CMSError("this machine's OpenSSL has no \(name) provider, which single DES needs")
            }
            providers.append(provider)
        }
        return try body(context.pointer)
    }
}
