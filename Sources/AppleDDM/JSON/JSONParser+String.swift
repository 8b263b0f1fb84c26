import WireText

extension JSONParser {
    /// A string; the offset is on the opening quotation mark.
    mutating func string() throws(JSONError) -> String {
        offset += 1
        let start = offset
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte == UInt8(ascii: "\"") {
                offset += 1
                return Self.text(bytes, start..<(offset - 1))
            }
            if byte == UInt8(ascii: "\\") { return try escapedString(from: start) }
            guard byte >= 0x20 else { throw JSONError(.syntax, offset: offset) }
            offset += 1
        }
        throw JSONError(.truncated, offset: offset)
    }

    /// The rest of a string that holds an escape; the offset is on the first one.
    private mutating func escapedString(from start: Int) throws(JSONError) -> String {
        var text = [UInt8](bytes[start..<offset])
        var hasNUL = false
        while offset < bytes.count {
            let byte = bytes[offset]
            offset += 1
            switch byte {
            case UInt8(ascii: "\""):
                if hasNUL { replacedNULs += 1 }
                return Self.text(text, 0..<text.count)
            case UInt8(ascii: "\\"):
                let scalar = try escape()
                hasNUL = hasNUL || scalar == "\0"
                text.append(contentsOf: String(scalar == "\0" ? "\u{FFFD}" : scalar).utf8)
            case 0..<0x20: throw JSONError(.syntax, offset: offset - 1)
            default: text.append(byte)
            }
        }
        throw JSONError(.truncated, offset: offset)
    }

    private static func text(_ bytes: [UInt8], _ range: Range<Int>) -> String {
        bytes.withUnsafeBufferPointer { String(decoding: $0[range], as: UTF8.self) }.streamSafe()
    }

    /// What follows a backslash.
    private mutating func escape() throws(JSONError) -> Unicode.Scalar {
        guard offset < bytes.count else { throw JSONError(.truncated, offset: offset) }
        let byte = bytes[offset]
        offset += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try unicodeEscape()
        default: throw JSONError(.syntax, offset: offset - 1)
        }
    }

    /// Four digits, or two times four for a character beyond the first plane. Half a pair is an error, or U+FFFD where
    /// the text is being repaired.
    private mutating func unicodeEscape() throws(JSONError) -> Unicode.Scalar {
        let start = offset
        let unit = try fourDigits()
        if let scalar = Unicode.Scalar(unit) { return scalar }
        let afterFirst = offset
        guard unit < 0xDC00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
            if offset >= bytes.count { throw JSONError(.truncated, offset: start) }
            return try halfPair(at: start, next: afterFirst)
        }
        let low = try fourDigits()
        guard low >= 0xDC00, low <= 0xDFFF,
            let scalar = Unicode.Scalar(0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(low) - 0xDC00))
        else { return try halfPair(at: start, next: afterFirst) }
        return scalar
    }

    private mutating func halfPair(at start: Int, next: Int) throws(JSONError) -> Unicode.Scalar {
        guard isRepairing else { throw JSONError(.invalidText, offset: start) }
        repairs += 1
        offset = next
        return "\u{FFFD}"
    }

    private mutating func fourDigits() throws(JSONError) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard offset < bytes.count else { throw JSONError(.truncated, offset: offset) }
            guard let digit = Self.hexadecimalDigit(bytes[offset]) else { throw JSONError(.syntax, offset: offset) }
            unit = unit << 4 | digit
            offset += 1
        }
        return unit
    }

    private static func hexadecimalDigit(_ byte: UInt8) -> UInt16? {
        switch byte {
        case 0x30...0x39: UInt16(byte - 0x30)
        case 0x41...0x46: UInt16(byte - 0x41 + 10)
        case 0x61...0x66: UInt16(byte - 0x61 + 10)
        default: nil
        }
    }
}
