import Foundation

/// Base64 as property lists have it, with space anywhere between the digits.
struct Base64 {
    private var bytes: [UInt8]
    private var count = 0
    /// The digits of a group that is not whole yet, and how many they are.
    private var group: UInt32 = 0
    private var digits = 0
    private var padding = 0

    /// The bytes; nil when there is anything but digits, space and the padding that the last group needs.
    static func decode(_ text: ArraySlice<UInt8>) -> Data? {
        var decoder = Base64(octets: text.count)
        var offset = text.startIndex
        while offset < text.endIndex {
            offset = decoder.takeGroups(text, offset)
            guard offset < text.endIndex else { break }
            guard decoder.take(text[offset]) else { return nil }
            offset += 1
        }
        return decoder.finish()
    }

    private init(octets: Int) { bytes = [UInt8](repeating: 0, count: octets / 4 * 3 + 3) }

    /// Takes whole groups as long as nothing stands between their digits, which is nearly all of any text.
    private mutating func takeGroups(_ text: ArraySlice<UInt8>, _ start: Int) -> Int {
        guard digits == 0, padding == 0 else { return start }
        let values = Self.values
        var offset = start
        while text.endIndex - offset >= 4 {
            let (one, two) = (values[Int(text[offset])], values[Int(text[offset + 1])])
            let (three, four) = (values[Int(text[offset + 2])], values[Int(text[offset + 3])])
            guard one | two | three | four < Self.none else { break }
            bytes[count] = one << 2 | two >> 4
            bytes[count + 1] = two << 4 | three >> 2
            bytes[count + 2] = three << 6 | four
            count += 3
            offset += 4
        }
        return offset
    }

    /// Takes one octet; false when it does not belong here.
    private mutating func take(_ octet: UInt8) -> Bool {
        if octet.isXMLSpace { return true }
        if octet == UInt8(ascii: "=") {
            padding += 1
            return true
        }
        let value = Self.values[Int(octet)]
        guard value < Self.none, padding == 0 else { return false }
        group = group << 6 | UInt32(value)
        digits += 1
        if digits == 4 { takeBytes(3) }
        return true
    }

    private mutating func finish() -> Data? {
        switch (digits, padding) {
        case (0, 0): break
        case (2, 2), (3, 1):
            group <<= 6 * UInt32(padding)
            takeBytes(digits - 1)
        default: return nil
        }
        return Data(bytes[..<count])
    }

    /// The first bytes of the group, which has 24 bits.
    private mutating func takeBytes(_ number: Int) {
        for index in 0..<number {
            bytes[count] = UInt8(truncatingIfNeeded: group >> (16 - 8 * UInt32(index)))
            count += 1
        }
        group = 0
        digits = 0
    }

    /// More than any digit is worth.
    private static let none: UInt8 = 0x40

    /// What each octet is worth as a digit.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: none, count: 256)
        let digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
        for (value, digit) in digits.enumerated() { values[Int(digit)] = UInt8(value) }
        return values
    }()
}
