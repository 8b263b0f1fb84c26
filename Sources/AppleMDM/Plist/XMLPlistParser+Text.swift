/// The text of a key or string.
extension XMLPlistParser {
    /// The text up to the next tag, which is not stepped over. A text without entities and sections is made at once.
    mutating func content() throws(MDMCodecError) -> String {
        var text = plainText()
        while try isComposed() {
            try takePiece(into: &text)
            text += plainText()
        }
        return text
    }

    private mutating func plainText() -> String {
        String(decoding: scanner.bytes[scanner.skip(to: Mark.less, or: Mark.ampersand)], as: UTF8.self)
    }

    /// Whether an entity or a section is next, and not a tag.
    private func isComposed() throws(MDMCodecError) -> Bool {
        guard let next = scanner.next else { throw Self.broken("a text without an end") }
        guard next == Mark.less else { return true }
        let following = scanner.offset + 1
        return following < scanner.bytes.count && scanner.bytes[following] == UInt8(ascii: "!")
    }

    private mutating func takePiece(into text: inout String) throws(MDMCodecError) {
        if scanner.take(Mark.ampersand) { return text.unicodeScalars.append(try entity()) }
        guard scanner.take(Mark.section), let content = scanner.skip(through: Mark.sectionEnd) else {
            throw Self.broken("a text with markup")
        }
        text += String(decoding: scanner.bytes[content], as: UTF8.self)
    }

    /// One of XML's five entities or a character by its number; nothing that a document could declare.
    private mutating func entity() throws(MDMCodecError) -> Unicode.Scalar {
        let name = scanner.bytes[scanner.skip(to: UInt8(ascii: ";"))].prefix(Self.longestEntity)
        guard scanner.take(UInt8(ascii: ";")), let scalar = Self.scalar(String(decoding: name, as: UTF8.self)) else {
            throw Self.broken("an unknown entity")
        }
        return scalar
    }

    private static let longestEntity = 11

    private static func scalar(_ name: String) -> Unicode.Scalar? {
        switch name {
        case "amp": "&"
        case "lt": "<"
        case "gt": ">"
        case "quot": "\""
        case "apos": "'"
        case _ where name.hasPrefix("#x"): scalar(name.dropFirst(2), radix: 16)
        case _ where name.hasPrefix("#"): scalar(name.dropFirst(), radix: 10)
        default: nil
        }
    }

    /// Of at most eight digits. A half of a surrogate pair is no character.
    private static func scalar(_ digits: Substring, radix: Int) -> Unicode.Scalar? {
        guard digits.utf8.count <= 8, digits.first != "+", digits.first != "-" else { return nil }
        return UInt32(digits, radix: radix).flatMap(Unicode.Scalar.init)
    }
}
