/// The numbers of an XML property list, as Foundation reads them.
enum PlistNumber {
    /// Space, a sign, space, then decimal or hexadecimal digits up to the end. Nil for anything else, and for what 64 bits
    /// cannot hold.
    static func integer(_ octets: ArraySlice<UInt8>) -> PlistNode? {
        var digits = octets.drop(while: \.isXMLSpace)
        let isNegative = digits.first == UInt8(ascii: "-")
        if isNegative || digits.first == UInt8(ascii: "+") { digits = digits.dropFirst().drop(while: \.isXMLSpace) }
        guard let magnitude = magnitude(digits) else { return nil }
        if isNegative {
            // The least number has no positive counterpart.
            guard magnitude <= Int64.min.magnitude else { return nil }
            return .integer(Int64(truncatingIfNeeded: 0 &- magnitude))
        }
        return Int64(exactly: magnitude).map(PlistNode.integer) ?? .real(Double(magnitude))
    }

    /// Space and a decimal number, or `nan` or an infinity without space, up to the end. Nil for anything else.
    static func real(_ octets: ArraySlice<UInt8>) -> PlistNode? {
        let spelling = octets.drop(while: \.isXMLSpace)
        // An x would make it hexadecimal, which property lists do not have.
        guard spelling.allSatisfy({ (0x21...0x7E).contains($0) && $0 | 0x20 != UInt8(ascii: "x") }),
            let number = Double(String(decoding: spelling, as: UTF8.self)),
            number.isFinite || spelling.count == octets.count
        else { return nil }
        return .real(number)
    }

    private static func magnitude(_ octets: ArraySlice<UInt8>) -> UInt64? {
        var digits = octets
        var radix: UInt64 = 10
        if digits.first == UInt8(ascii: "0"), let second = digits.dropFirst().first, second | 0x20 == UInt8(ascii: "x")
        {
            digits = digits.dropFirst(2)
            radix = 16
        }
        guard !digits.isEmpty else { return nil }
        var sum: UInt64 = 0
        for digit in digits {
            guard let value = value(of: digit), value < radix else { return nil }
            let (product, isTooLarge) = sum.multipliedReportingOverflow(by: radix)
            let (next, isTooLargeNow) = product.addingReportingOverflow(value)
            guard !isTooLarge, !isTooLargeNow else { return nil }
            sum = next
        }
        return sum
    }

    private static func value(of digit: UInt8) -> UInt64? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(digit - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(digit - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(digit - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}
