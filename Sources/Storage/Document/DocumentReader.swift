import Foundation

/// Reads a document that `DocumentWriter`, or an earlier version with `JSONEncoder`, has written. Members may come in any
/// order, and those that nobody asks for are passed over: a later version may have added them.
///
/// Every function throws `StoreError.corrupt` where the text is not of the shape that is asked for.
struct DocumentReader {
    private static let deepest = 16

    private let bytes: [UInt8]
    private var offset: Int

    init(_ text: String) {
        self.init(Array(text.utf8), at: 0)
    }

    fileprivate init(_ bytes: [UInt8], at offset: Int) {
        (self.bytes, self.offset) = (bytes, offset)
    }

    static let shape = StoreError.corrupt("a stored document is not of the shape that this version knows")

    /// The members of an object, which are read by their names.
    func object() throws(StoreError) -> DocumentObject {
        var reader = self
        var members: [DocumentObject.Member] = []
        try reader.list(UInt8(ascii: "{"), UInt8(ascii: "}")) { reader throws(StoreError) in
            let name = try reader.quoted()
            try reader.require(UInt8(ascii: ":"))
            reader.skipSpace()
            members.append(DocumentObject.Member(name: name.range, value: reader.offset))
            try reader.skip(depth: 0)
        }
        return DocumentObject(bytes, members)
    }

    func array<Value>(_ element: (DocumentReader) throws(StoreError) -> Value) throws(StoreError) -> [Value] {
        var reader = self
        var values: [Value] = []
        try reader.list(UInt8(ascii: "["), UInt8(ascii: "]")) { reader throws(StoreError) in
            values.append(try element(reader))
            try reader.skip(depth: 0)
        }
        return values
    }

    func string() throws(StoreError) -> String {
        var reader = self
        let (range, isPlain) = try reader.quoted()
        if isPlain { return String(decoding: bytes[range], as: UTF8.self) }
        let quoted = Data(bytes[(range.lowerBound - 1)...range.upperBound])
        guard let text = try? JSONDecoder().decode(String.self, from: quoted) else { throw DocumentReader.shape }
        return text
    }

    func bool() throws(StoreError) -> Bool {
        if bytes[offset...].starts(with: "true".utf8) { return true }
        if bytes[offset...].starts(with: "false".utf8) { return false }
        throw DocumentReader.shape
    }

    func int() throws(StoreError) -> Int64 {
        guard let number = Int64(try number()) else { throw DocumentReader.shape }
        return number
    }

    func double() throws(StoreError) -> Double {
        guard let number = Double(try number()) else { throw DocumentReader.shape }
        return number
    }

    /// Whether the value is null.
    var isNull: Bool { bytes[offset...].starts(with: "null".utf8) }

    private func number() throws(StoreError) -> String {
        let end = bytes[offset...].firstIndex { !DocumentReader.isOfNumber($0) } ?? bytes.count
        return String(decoding: bytes[offset..<end], as: UTF8.self)
    }

    private static func isOfNumber(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
            UInt8(ascii: "e"), UInt8(ascii: "E"):
            true
        default: false
        }
    }

    // MARK: Moving on

    private mutating func list(
        _ open: UInt8, _ close: UInt8, _ element: (inout DocumentReader) throws(StoreError) -> Void
    ) throws(StoreError) {
        try require(open)
        if take(close) { return }
        repeat {
            skipSpace()
            try element(&self)
        } while take(UInt8(ascii: ","))
        try require(close)
    }

    /// Steps over a string; what is between its quotation marks, and whether it stands there as it is meant.
    private mutating func quoted() throws(StoreError) -> (range: Range<Int>, isPlain: Bool) {
        try require(UInt8(ascii: "\""))
        let start = offset
        var isPlain = true
        while offset < bytes.count {
            switch bytes[offset] {
            case UInt8(ascii: "\""):
                offset += 1
                return (start..<(offset - 1), isPlain)
            case UInt8(ascii: "\\"):
                isPlain = false
                offset += 2
            default: offset += 1
            }
        }
        throw DocumentReader.shape
    }

    /// Steps over a value of any kind.
    private mutating func skip(depth: Int) throws(StoreError) {
        guard offset < bytes.count, depth < DocumentReader.deepest else { throw DocumentReader.shape }
        switch bytes[offset] {
        case UInt8(ascii: "\""): _ = try quoted()
        case UInt8(ascii: "["):
            try list(UInt8(ascii: "["), UInt8(ascii: "]")) { reader throws(StoreError) in
                try reader.skip(depth: depth + 1)
            }
        case UInt8(ascii: "{"):
            try list(UInt8(ascii: "{"), UInt8(ascii: "}")) { reader throws(StoreError) in
                _ = try reader.quoted()
                try reader.require(UInt8(ascii: ":"))
                reader.skipSpace()
                try reader.skip(depth: depth + 1)
            }
        default:
            let start = offset
            while offset < bytes.count, DocumentReader.isOfWord(bytes[offset]) { offset += 1 }
            if offset == start { throw DocumentReader.shape }
        }
    }

    private static func isOfWord(_ byte: UInt8) -> Bool {
        isOfNumber(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }

    private mutating func require(_ byte: UInt8) throws(StoreError) {
        guard take(byte) else { throw DocumentReader.shape }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        skipSpace()
        guard offset < bytes.count, bytes[offset] == byte else { return false }
        offset += 1
        return true
    }

    private mutating func skipSpace() {
        while offset < bytes.count, bytes[offset] == 0x20 || (0x09...0x0D).contains(bytes[offset]) { offset += 1 }
    }
}

/// An object of a document.
struct DocumentObject {
    struct Member {
        let name: Range<Int>
        /// Where its value begins.
        let value: Int
    }

    private let bytes: [UInt8]
    private let members: [Member]
    /// Members are mostly asked for in the order in which they stand.
    private var next = 0

    fileprivate init(_ bytes: [UInt8], _ members: [Member]) { (self.bytes, self.members) = (bytes, members) }

    /// A member's value; nil where there is none, or null.
    mutating func value(_ name: StaticString) -> DocumentReader? {
        for place in members.indices {
            let index = next + place < members.count ? next + place : next + place - members.count
            let member = members[index]
            guard isNamed(member.name, name) else { continue }
            next = index + 1
            let reader = DocumentReader(bytes, at: member.value)
            return reader.isNull ? nil : reader
        }
        return nil
    }

    /// A member's value as it is read by `read`; nil where there is none.
    mutating func optional<Value>(
        _ name: StaticString, _ read: (DocumentReader) throws(StoreError) -> Value
    ) throws(StoreError) -> Value? {
        guard let reader = value(name) else { return nil }
        return try read(reader)
    }

    /// A member's value that must be there.
    mutating func required<Value>(
        _ name: StaticString, _ read: (DocumentReader) throws(StoreError) -> Value
    ) throws(StoreError) -> Value {
        guard let value = try optional(name, read) else { throw DocumentReader.shape }
        return value
    }

    private func isNamed(_ range: Range<Int>, _ name: StaticString) -> Bool {
        guard range.count == name.utf8CodeUnitCount else { return false }
        return name.withUTF8Buffer { wanted in bytes[range].elementsEqual(wanted) }
    }
}

extension DocumentObject {
    mutating func string(_ name: StaticString) throws(StoreError) -> String {
        try required(name) { value throws(StoreError) in try value.string() }
    }

    mutating func int(_ name: StaticString) throws(StoreError) -> Int64 {
        try required(name) { value throws(StoreError) in try value.int() }
    }

    mutating func bool(_ name: StaticString) throws(StoreError) -> Bool {
        try required(name) { value throws(StoreError) in try value.bool() }
    }

    mutating func optionalString(_ name: StaticString) throws(StoreError) -> String? {
        try optional(name) { value throws(StoreError) in try value.string() }
    }

    mutating func optionalInt(_ name: StaticString) throws(StoreError) -> Int64? {
        try optional(name) { value throws(StoreError) in try value.int() }
    }

    mutating func array<Value>(
        _ name: StaticString, _ element: (DocumentReader) throws(StoreError) -> Value
    ) throws(StoreError) -> [Value] {
        try required(name) { value throws(StoreError) in try value.array(element) }
    }
}
