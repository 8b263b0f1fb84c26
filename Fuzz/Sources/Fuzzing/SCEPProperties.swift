import CMS
import Foundation
import SCEP

/// What holds for messages of the enrolment protocol, and for the envelopes in them.
///
/// What an envelope holds is read by swift-certificates, which the fuzzer is built without.
enum SCEPProperties {
    static func check(_ bytes: [UInt8]) {
        let input = Data(bytes)
        if let message = try? PKIMessage(verifying: input) {
            require((1...256).contains(message.transaction.utf8.count), "a transaction is bounded")
            requireNoNUL(message.transaction)
            require((1...64).contains(message.senderNonce.count), "a nonce is bounded")
            _ = try? open(message.envelope)
        }
        if let opened = try? open(input) {
            require(input.count >= opened.content.count, "a content is no larger than its envelope")
        }
        if let decoded = SCEPMessageParameter.decode(String(decoding: bytes, as: UTF8.self)) {
            require(
                SCEPMessageParameter.decode(decoded.base64EncodedString()) == decoded,
                "a message in an address comes back")
        }
    }

    private static func open(_ envelope: Data) throws -> Envelope {
        try Envelope(opening: envelope, as: throwaway, accepting: ContentCipher.all)
    }
}
