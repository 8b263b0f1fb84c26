public import Foundation

/// A value of a property list, read or to be written.
public enum PlistNode: Sendable, Hashable {
    case string(String)
    case integer(Int64)
    /// A whole number that is too large for `integer` is read as one too.
    case real(Double)
    case boolean(Bool)
    case data(Data)
    case array([PlistNode])
    case dictionary([String: PlistNode])
    /// What no message can use: a date, or a number or bytes out of form. It is read so that a message loses that field
    /// alone, and written as an empty text, for no message of ours holds one.
    case other
}

extension PlistNode {
    /// Reads a property list, XML or binary.
    ///
    /// Texts are as they came, U+0000 included; octets that are no UTF-8 read as U+FFFD.
    public init(plist: Data, limits: PlistLimits = .message) throws(MDMCodecError) {
        guard plist.count <= limits.maximumBytes else {
            throw MDMCodecError(.tooLarge, "the message has \(plist.count) octets, \(limits.maximumBytes) are allowed")
        }
        let bytes = [UInt8](plist)
        if BinaryPlistGuard.applies(to: bytes) {
            try BinaryPlistGuard.check(bytes, limits)
            self = try BinaryPlist.root(of: plist)
        } else {
            self = try XMLPlistParser.root(of: bytes, limits)
        }
    }
}

extension [String: PlistNode] {
    /// Adds the text unless there is none.
    mutating func add(_ key: String, _ text: String?) {
        if let text { self[key] = .string(text) }
    }

    /// Adds the truth unless there is none.
    mutating func add(_ key: String, _ truth: Bool?) {
        if let truth { self[key] = .boolean(truth) }
    }

    /// Adds the bytes unless there are none; empty bytes are added.
    mutating func add(_ key: String, _ bytes: Data?) {
        if let bytes { self[key] = .data(bytes) }
    }

    /// Adds the number unless there is none.
    mutating func add(_ key: String, _ number: Double?) {
        if let number { self[key] = .real(number) }
    }
}
