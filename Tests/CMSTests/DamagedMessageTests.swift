import CMS
import Foundation
import TestSupport
import Testing

/// What is cut short or spoilt is refused, and nothing worse.
struct DamagedMessageTests {
    private let signers: Signers

    init() throws { signers = try Signers.shared.get() }

    @Test func `no signature that was cut short is taken`() throws {
        let signature = try DetachedSignature.sign(
            Signers.body, as: signers.identity("ec"), at: Date(timeIntervalSince1970: 0))
        for count in 0..<signature.count {
            #expect(throws: CMSError.self) {
                try DetachedSignature.verify(signature.prefix(count), over: Signers.body)
            }
        }
    }

    /// Some octets are under no signature (the certificate's own signature, optional values): those may change.
    @Test func `a spoilt octet never puts another body under a signature`() throws {
        let signature = try DetachedSignature.sign(
            Signers.body, as: signers.identity("ec"), at: Date(timeIntervalSince1970: 0))
        for index in signature.indices {
            var spoilt = signature
            spoilt[index] ^= 0x11
            _ = try? DetachedSignature.verify(spoilt, over: Signers.body)
            #expect(throws: CMSError.self) { try DetachedSignature.verify(spoilt, over: Data("another".utf8)) }
        }
    }

    @Test func `no envelope that was cut short or spoilt is taken for the whole`() throws {
        let identity = try signers.identity("rsa")
        let sealed = try Envelope.seal(Signers.body, for: identity.certificate)
        for count in stride(from: 0, to: sealed.count, by: 7) {
            #expect(throws: CMSError.self) { try Envelope(opening: sealed.prefix(count), as: identity) }
        }
        for index in stride(from: 0, to: sealed.count, by: 5) {
            var spoilt = sealed
            spoilt[index] ^= 0x81
            _ = try? Envelope(opening: spoilt, as: identity, accepting: ContentCipher.all)
        }
    }
}
