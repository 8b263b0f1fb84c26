/// A reader over bytes. Every step is bounds-checked; recursion is bounded by the limits.
///
/// All bytes are checked to be UTF-8 before the first is read, so strings need not be checked one by one.
struct JSONParser {
    let bytes: [UInt8]
    var offset = 0
    var replacedNULs = 0
    var duplicateKeys = 0
    /// What was put right because it was no JSON; only where `isRepairing`.
    var repairs = 0
    let isRepairing: Bool
    private let limits: JSONLimits
    private var values = 0

    init(_ bytes: [UInt8], limits: JSONLimits, isRepairing: Bool = false) {
        self.bytes = bytes
        self.limits = limits
        self.isRepairing = isRepairing
    }

    mutating func document() throws(JSONError) -> JSONValue {
        do {
            _ = try UTF8Span(validating: bytes.span)
        } catch {
            throw JSONError(.invalidText, offset: error.byteOffsets.lowerBound)
        }
        skipSpace()
        let root = try value(depth: 1)
        skipSpace()
        guard offset == bytes.count else { throw JSONError(.trailing, offset: offset) }
        return root
    }

    private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
        guard offset < bytes.count else { throw JSONError(.truncated, offset: offset) }
        values += 1
        guard values <= limits.maximumValues else { throw JSONError(.tooManyValues, offset: offset) }
        switch bytes[offset] {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func object(depth: Int) throws(JSONError) -> JSONValue {
        try enter(depth)
        var members: [(key: String, value: JSONValue)] = []
        members.reserveCapacity(8)
        if take(UInt8(ascii: "}")) { return .object([:]) }
        while true {
            guard offset < bytes.count else { throw JSONError(.truncated, offset: offset) }
            guard bytes[offset] == UInt8(ascii: "\"") else { throw JSONError(.syntax, offset: offset) }
            let key = try string()
            skipSpace()
            try expect(UInt8(ascii: ":"))
            members.append((key, try value(depth: depth + 1)))
            skipSpace()
            if take(UInt8(ascii: "}")) { return .object(unique(members)) }
            try expect(UInt8(ascii: ","))
        }
    }

    /// The members by key, the last of equal ones; made at once, because a dictionary that grows hashes again and again.
    private mutating func unique(_ members: [(key: String, value: JSONValue)]) -> [String: JSONValue] {
        var byKey = [String: JSONValue](minimumCapacity: members.count)
        for member in members { byKey[member.key] = member.value }
        duplicateKeys += members.count - byKey.count
        return byKey
    }

    private mutating func array(depth: Int) throws(JSONError) -> JSONValue {
        try enter(depth)
        var elements: [JSONValue] = []
        if take(UInt8(ascii: "]")) { return .array(elements) }
        while true {
            elements.append(try value(depth: depth + 1))
            skipSpace()
            if take(UInt8(ascii: "]")) { return .array(elements) }
            try expect(UInt8(ascii: ","))
        }
    }

    private mutating func enter(_ depth: Int) throws(JSONError) {
        guard depth <= limits.maximumDepth else { throw JSONError(.tooDeep, offset: offset) }
        offset += 1
        skipSpace()
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
        for index in 0..<word.utf8CodeUnitCount {
            guard offset < bytes.count else { throw JSONError(.truncated, offset: offset) }
            guard bytes[offset] == word.utf8Start[index] else { throw JSONError(.syntax, offset: offset) }
            offset += 1
        }
        return value
    }

    mutating func skipSpace() {
        while offset < bytes.count {
            switch bytes[offset] {
            case 0x20, 0x0A, 0x0D, 0x09: offset += 1
            default: return
            }
        }
    }

    /// Steps over the byte if it is next.
    mutating func take(_ byte: UInt8) -> Bool {
        guard offset < bytes.count, bytes[offset] == byte else { return false }
        offset += 1
        return true
    }

    /// Steps over the byte and the white space after it.
    private mutating func expect(_ byte: UInt8) throws(JSONError) {
        guard take(byte) else {
            throw JSONError(offset < bytes.count ? .syntax : .truncated, offset: offset)
        }
        skipSpace()
    }
}
