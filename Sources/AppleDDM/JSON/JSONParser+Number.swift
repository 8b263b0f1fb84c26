extension JSONParser {
    /// A number by the grammar `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`.
    mutating func number() throws(JSONError) -> JSONValue {
        let start = offset
        let isNegative = take(UInt8(ascii: "-"))
        let magnitude = try wholePart()
        let isWhole = try !skipFraction()
        if try !skipExponent(), isWhole, let magnitude {
            if !isNegative { return .int(magnitude) }
            if magnitude != 0 { return .int(-magnitude) }
        }
        return try double(from: start)
    }

    /// The digits before the point as a number, or nil when it does not fit.
    private mutating func wholePart() throws(JSONError) -> Int64? {
        let start = offset
        var sum: Int64? = 0
        while offset < bytes.count, let digit = Self.digit(bytes[offset]) {
            sum = sum.flatMap { Self.append(digit, to: $0) }
            offset += 1
        }
        guard offset > start else { throw endOrSyntax }
        guard offset == start + 1 || bytes[start] != UInt8(ascii: "0") else {
            throw JSONError(.syntax, offset: start)
        }
        return sum
    }

    /// Steps over a fraction, if there is one; says whether there was.
    private mutating func skipFraction() throws(JSONError) -> Bool {
        guard take(UInt8(ascii: ".")) else { return false }
        try skipDigits()
        return true
    }

    /// Steps over an exponent, if there is one; says whether there was.
    private mutating func skipExponent() throws(JSONError) -> Bool {
        guard take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) else { return false }
        if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
        try skipDigits()
        return true
    }

    private mutating func skipDigits() throws(JSONError) {
        let start = offset
        while offset < bytes.count, Self.digit(bytes[offset]) != nil { offset += 1 }
        guard offset > start else { throw endOrSyntax }
    }

    private mutating func double(from start: Int) throws(JSONError) -> JSONValue {
        let text = String(decoding: bytes[start..<offset], as: UTF8.self)
        if let whole = Int64(text), whole != 0 { return .int(whole) }
        if let value = Double(text), value.isFinite { return .double(value) }
        guard isRepairing else { throw JSONError(.numberOutOfRange, offset: start) }
        repairs += 1
        return .string(text)
    }

    private var endOrSyntax: JSONError {
        JSONError(offset < bytes.count ? .syntax : .truncated, offset: offset)
    }

    private static func digit(_ byte: UInt8) -> Int64? {
        byte >= 0x30 && byte <= 0x39 ? Int64(byte - 0x30) : nil
    }

    private static func append(_ digit: Int64, to sum: Int64) -> Int64? {
        let (shifted, overflow) = sum.multipliedReportingOverflow(by: 10)
        if overflow { return nil }
        let (next, carry) = shifted.addingReportingOverflow(digit)
        return carry ? nil : next
    }
}
