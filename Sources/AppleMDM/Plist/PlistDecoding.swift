import Foundation

/// The one way into Foundation's property list reader: nothing reaches it that was not measured first.
enum PlistDecoding {
    static func decode<Message: Decodable>(
        _ type: Message.Type, from plist: Data, limits: PlistLimits
    ) throws(MDMCodecError) -> Message {
        guard plist.count <= limits.maximumBytes else {
            throw MDMCodecError(.tooLarge, "the message has \(plist.count) octets, \(limits.maximumBytes) are allowed")
        }
        let bytes = [UInt8](plist)
        if BinaryPlistGuard.applies(to: bytes) {
            try BinaryPlistGuard.check(bytes, limits)
            return try read(type, from: plist)
        }
        guard let repaired = repaired(bytes) else {
            try XMLPlistGuard.check(bytes, limits)
            return try read(type, from: plist)
        }
        try XMLPlistGuard.check(repaired, limits)
        return try read(type, from: Data(repaired))
    }

    /// The text with U+FFFD for what is no UTF-8; nil when all of it is.
    ///
    /// Foundation ends the process at an octet such as 0xFF in a number, and reads a text that holds one as no text.
    private static func repaired(_ bytes: [UInt8]) -> [UInt8]? {
        do {
            _ = try UTF8Span(validating: bytes.span)
            return nil
        } catch {
            return [UInt8](String(decoding: bytes, as: UTF8.self).utf8)
        }
    }

    private static func read<Message: Decodable>(
        _ type: Message.Type, from plist: Data
    ) throws(MDMCodecError) -> Message {
        let outcome: Outcome<Message>
        do {
            outcome = try PropertyListDecoder().decode(Outcome<Message>.self, from: plist)
        } catch {
            throw MDMCodecError(.notAPlist, "not a property list: \(error)")
        }
        return try outcome.result.get()
    }
}

/// Carries an error of ours past the decoder, which would wrap it.
private struct Outcome<Message: Decodable>: Decodable {
    let result: Result<Message, MDMCodecError>

    init(from decoder: any Decoder) throws {
        do {
            result = .success(try Message(from: decoder))
        } catch let error as MDMCodecError {
            result = .failure(error)
        }
    }
}
