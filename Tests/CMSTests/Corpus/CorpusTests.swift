import CMS
import Foundation
import TestSupport
import Testing

/// Reads the fuzzer's corpus: each form that a signature comes in, and inputs that reach most of the code.
struct CorpusTests {
    private static func inputs(_ target: String) -> [URL] {
        let corpus = URL(filePath: #filePath).appending(path: "../../../../Fuzz/corpus/\(target)").standardized
        return (try? FileManager.default.contentsOfDirectory(at: corpus, includingPropertiesForKeys: nil)) ?? []
    }

    @Test func `the corpus is there`() {
        for target in ["cms-signature", "scep-message"] { #expect(!Self.inputs(target).isEmpty) }
    }

    @Test(arguments: inputs("cms-signature"))
    func `a signature of the corpus is over its own content and no other`(input: URL) throws {
        let signature = try Data(contentsOf: input)
        let isTaken = (try? DetachedSignature.verify(signature, over: Data("body\n".utf8))) != nil
        let name = input.lastPathComponent
        if name.count < 40 {
            let refused = ["ec-attached", "ec-open-length", "two-signers", "rsa-md5", "no-certificate", "bundle"]
            #expect(isTaken == !refused.contains(name))
        }
        #expect(throws: CMSError.self) { try DetachedSignature.verify(signature, over: Data()) }
        _ = try? CertificateBundle.decode(signature)
        _ = try? SignedMessage(verifying: signature)
    }

    @Test(arguments: inputs("scep-message"))
    func `no stranger reads an envelope of the corpus`(input: URL) throws {
        let stranger = try Signers.shared.get().identity("rsa")
        // With a key of chance, one padding of 256 comes out right, around nonsense.
        let opened = try? Envelope(opening: Data(contentsOf: input), as: stranger, accepting: ContentCipher.all)
        #expect(opened?.content != Data("body\n".utf8))
    }
}
