/// Octets and a place among them. It never looks beyond their end.
struct ByteScanner {
    let bytes: [UInt8]
    private(set) var offset: Int

    init(_ bytes: [UInt8], at offset: Int = 0) {
        self.bytes = bytes
        self.offset = offset
    }

    /// The octet at the place; nil at the end.
    var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    mutating func advance() { offset = min(offset + 1, bytes.count) }

    mutating func skipSpace() {
        while let octet = next, octet.isXMLSpace { advance() }
    }

    /// Steps over the octet if it stands here.
    mutating func take(_ octet: UInt8) -> Bool {
        guard next == octet else { return false }
        advance()
        return true
    }

    /// Steps over the mark if it stands here. `folding` takes capital letters of ASCII for the small ones of the mark.
    mutating func take(_ mark: [UInt8], folding: Bool = false) -> Bool {
        guard bytes.count - offset >= mark.count else { return false }
        for index in mark.indices {
            let octet = bytes[offset + index]
            guard octet == mark[index] || folding && octet.isCapital && octet | 0x20 == mark[index] else {
                return false
            }
        }
        offset += mark.count
        return true
    }

    /// Steps over everything before the octet, and answers where that was; to the end if there is none.
    mutating func skip(to octet: UInt8) -> Range<Int> {
        let start = offset
        while let next, next != octet { advance() }
        return start..<offset
    }

    /// The same for the first of two.
    mutating func skip(to one: UInt8, or other: UInt8) -> Range<Int> {
        let start = offset
        while let next, next != one, next != other { advance() }
        return start..<offset
    }

    /// Steps over everything through the mark, and answers where what is before the mark was; nil if there is none.
    mutating func skip(through mark: [UInt8]) -> Range<Int>? {
        let start = offset
        while offset < bytes.count {
            let end = offset
            if take(mark) { return start..<end }
            advance()
        }
        return nil
    }
}

extension UInt8 {
    /// Space as XML has it: space, tab and the ends of lines.
    var isXMLSpace: Bool { self == 0x20 || self == 0x0A || self == 0x09 || self == 0x0D }

    fileprivate var isCapital: Bool { (0x41...0x5A).contains(self) }
}
