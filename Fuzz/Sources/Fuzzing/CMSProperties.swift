import CMS
import Foundation

/// What holds for signatures, whoever made them.
enum CMSProperties {
    /// What the signatures of the corpus are over.
    private static let body = Data("body\n".utf8)

    /// One input is a detached signature, a signed message and a bundle of certificates at once.
    static func signature(_ bytes: [UInt8]) {
        let input = Data(bytes)
        if let signer = try? DetachedSignature.verify(input, over: body) {
            require((try? DetachedSignature.verify(input, over: body)) == signer, "who signed stays who signed")
            require(isRefused(input, over: body + Data([0])), "a signature is over one content")
            require(isRefused(input, over: Data()), "a signature is over one content")
        }
        if let message = try? SignedMessage(verifying: input) {
            require(input.count >= message.content.count, "a content is no larger than its message")
        }
        if let certificates = try? CertificateBundle.decode(input) {
            require(certificates.count <= 10, "the number of certificates is bounded")
            if let again = try? CertificateBundle.encode(certificates) {
                require(
                    (try? CertificateBundle.decode(again)).map(Set.init) == Set(certificates), "certificates come back")
            }
        }
    }

    private static func isRefused(_ signature: Data, over content: Data) -> Bool {
        (try? DetachedSignature.verify(signature, over: content)) == nil
    }
}
