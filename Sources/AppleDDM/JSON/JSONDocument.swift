public import Foundation

/// A JSON text as read: the value and what had to be changed to keep it.
public struct JSONDocument: Sendable, Hashable {
    /// The outermost value.
    public var root: JSONValue
    /// How many strings (keys included) had U+0000 replaced by U+FFFD.
    public var replacedNULs: Int
    /// How many keys came twice in one object; the last one counts.
    public var duplicateKeys: Int
    /// How many things were put right; 0 where the text is JSON.
    public var repairs: Int

    /// Reads one value by the strict grammar of RFC 8259, without recursion deeper than the limits allow.
    public init(_ json: Data, limits: JSONLimits = .message) throws(JSONError) {
        try self.init(bytes: [UInt8](json), limits: limits)
    }

    /// Reads one value by the strict grammar of RFC 8259.
    public init(bytes: [UInt8], limits: JSONLimits = .message) throws(JSONError) {
        guard bytes.count <= limits.maximumBytes else { throw JSONError(.tooLarge, offset: limits.maximumBytes) }
        var parser = JSONParser(bytes, limits: limits)
        root = try parser.document()
        replacedNULs = parser.replacedNULs
        duplicateKeys = parser.duplicateKeys
        repairs = parser.repairs
    }

    /// Reads what is JSON but for its text: a byte order mark is dropped, octets that are no UTF-8 and half surrogate
    /// pairs become U+FFFD, a number that no type holds becomes the string of its digits.
    ///
    /// For messages that must be kept, since whoever sent them would send them for ever.
    public init(repairing json: Data, limits: JSONLimits = .message) throws(JSONError) {
        guard json.count <= limits.maximumBytes else { throw JSONError(.tooLarge, offset: limits.maximumBytes) }
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let marked = json.starts(with: mark)
        let bytes = [UInt8](String(decoding: json.dropFirst(marked ? mark.count : 0), as: UTF8.self).utf8)
        var parser = JSONParser(bytes, limits: limits, isRepairing: true)
        root = try parser.document()
        replacedNULs = parser.replacedNULs
        duplicateKeys = parser.duplicateKeys
        repairs = parser.repairs + (bytes == [UInt8](json) ? 0 : 1)
    }
}

extension JSONValue {
    /// Reads one value by the strict grammar of RFC 8259; see `JSONDocument` for what was changed in it.
    public init(json: Data, limits: JSONLimits = .message) throws(JSONError) {
        self = try JSONDocument(json, limits: limits).root
    }

    /// The value in UTF-8: keys sorted by their octets, no white space, slashes as they are. Same value, same bytes.
    ///
    /// A number that is not finite has no spelling in JSON and is written as null.
    public func json() -> Data { Data(jsonBytes()) }

    /// Like `json()`.
    public func jsonBytes() -> [UInt8] {
        var writer = JSONWriter()
        writer.write(self)
        return writer.bytes
    }
}
