/// The last 32 octets of a binary property list, and the way from an object's number to its bytes.
struct BinaryPlistTrailer {
    let objectCount: Int
    let topObject: Int
    private let offsetSize: Int
    private let referenceSize: Int
    private let tableOffset: Int

    private static let length = 32

    /// Nil when a size is absurd or the table does not lie within the bytes.
    init?(_ bytes: [UInt8]) {
        guard bytes.count >= 8 + Self.length else { return nil }
        let start = bytes.count - Self.length
        offsetSize = Int(bytes[start + 6])
        referenceSize = Int(bytes[start + 7])
        guard (1...8).contains(offsetSize), (1...8).contains(referenceSize),
            let objectCount = Self.number(bytes, start + 8, 8), let topObject = Self.number(bytes, start + 16, 8),
            let tableOffset = Self.number(bytes, start + 24, 8)
        else { return nil }
        guard objectCount > 0, objectCount <= bytes.count, topObject < objectCount, tableOffset >= 8,
            tableOffset <= start, objectCount * offsetSize <= start - tableOffset
        else { return nil }
        self.objectCount = objectCount
        self.topObject = topObject
        self.tableOffset = tableOffset
    }

    func isContainer(_ object: Int, in bytes: [UInt8]) -> Bool {
        guard let offset = offset(of: object, in: bytes) else { return false }
        return Self.isContainer(bytes[offset])
    }

    func isDictionary(_ object: Int, in bytes: [UInt8]) -> Bool {
        guard let offset = offset(of: object, in: bytes) else { return false }
        return bytes[offset] >> 4 == 0xD
    }

    /// The octets of a text or of bytes, 0 for other objects. Nil when they leave the bounds.
    func octets(of object: Int, in bytes: [UInt8]) -> Int? {
        guard let offset = offset(of: object, in: bytes) else { return nil }
        let width: Int
        switch bytes[offset] >> 4 {
        case 0x4, 0x5, 0x7: width = 1
        case 0x6: width = 2
        default: return 0
        }
        guard let (count, first) = size(at: offset, in: bytes), count <= (tableOffset - first) / width else {
            return nil
        }
        return count * width
    }

    /// The objects that a container refers to, keys included; empty for other objects. Nil when one is out of bounds.
    ///
    /// Nil for a set too: XML has none, so no message has one, and Foundation has crashed on some.
    func children(of object: Int, in bytes: [UInt8]) -> [Int]? {
        guard let offset = offset(of: object, in: bytes) else { return nil }
        let marker = bytes[offset]
        guard !Self.isSet(marker) else { return nil }
        guard Self.isContainer(marker) else { return [] }
        guard let (count, first) = size(at: offset, in: bytes) else { return nil }
        let room = (tableOffset - first) / referenceSize
        guard count <= room else { return nil }
        let references = marker >> 4 == 0xD ? count * 2 : count
        guard references <= room else { return nil }
        var children: [Int] = []
        children.reserveCapacity(references)
        for index in 0..<references {
            let child = Self.number(bytes, first + index * referenceSize, referenceSize)
            guard let child, child < objectCount else { return nil }
            children.append(child)
        }
        return children
    }

    /// Arrays and dictionaries.
    private static func isContainer(_ marker: UInt8) -> Bool {
        let kind = marker >> 4
        return kind == 0xA || kind == 0xD
    }

    /// Ordered and other sets.
    private static func isSet(_ marker: UInt8) -> Bool {
        let kind = marker >> 4
        return kind == 0xB || kind == 0xC
    }

    /// The count in a marker, or in the whole number after it, and where the references begin.
    private func size(at offset: Int, in bytes: [UInt8]) -> (count: Int, first: Int)? {
        let short = Int(bytes[offset] & 0xF)
        if short < 0xF { return (short, offset + 1) }
        guard offset + 1 < tableOffset, bytes[offset + 1] >> 4 == 0x1, bytes[offset + 1] & 0xF <= 3 else { return nil }
        let width = 1 << Int(bytes[offset + 1] & 0xF)
        guard offset + 2 + width <= tableOffset, let count = Self.number(bytes, offset + 2, width) else { return nil }
        return (count, offset + 2 + width)
    }

    private func offset(of object: Int, in bytes: [UInt8]) -> Int? {
        let entry = tableOffset + object * offsetSize
        guard let offset = Self.number(bytes, entry, offsetSize), offset >= 8, offset < tableOffset else { return nil }
        return offset
    }

    /// A big-endian number; nil when it leaves the bytes or does not fit.
    private static func number(_ bytes: [UInt8], _ offset: Int, _ width: Int) -> Int? {
        guard offset >= 0, offset <= bytes.count - width else { return nil }
        var sum: UInt64 = 0
        for byte in bytes[offset..<(offset + width)] { sum = sum << 8 | UInt64(byte) }
        return Int(exactly: sum)
    }
}
