/// Why bytes are not the JSON that was expected. Two errors with one code are equal.
public struct JSONError: Error, Sendable {
    /// The kinds of fault.
    public enum Code: Sendable, Hashable {
        /// The grammar of RFC 8259 is broken.
        case syntax
        /// The bytes end within a value.
        case truncated
        /// Something follows the value.
        case trailing
        /// A string is no UTF-8, or has half a surrogate pair.
        case invalidText
        /// A number too large for a double.
        case numberOutOfRange
        /// More bytes than the limit.
        case tooLarge
        /// Nested deeper than the limit.
        case tooDeep
        /// More values than the limit.
        case tooManyValues
    }

    /// For programs: which fault it is.
    public let code: Code
    /// The octet at which reading stopped, from 0.
    public let offset: Int

    /// - Parameter offset: the octet at which reading stopped, from 0.
    public init(_ code: Code, offset: Int) {
        self.code = code
        self.offset = offset
    }

    /// One sentence in English.
    public var reason: String {
        switch code {
        case .syntax: "not JSON at octet \(offset)"
        case .truncated: "the JSON ends too early, at octet \(offset)"
        case .trailing: "something follows the JSON at octet \(offset)"
        case .invalidText: "a string is not valid text at octet \(offset)"
        case .numberOutOfRange: "a number is too large at octet \(offset)"
        case .tooLarge: "the JSON is larger than allowed"
        case .tooDeep: "the JSON is nested too deep at octet \(offset)"
        case .tooManyValues: "the JSON has too many values at octet \(offset)"
        }
    }
}

extension JSONError: Equatable {
    public static func == (one: JSONError, other: JSONError) -> Bool { one.code == other.code }
}
