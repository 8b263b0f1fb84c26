/// Why a message could not be read: a code for programs and a sentence for people. Two errors with one code are equal.
public struct MDMCodecError: Error, Sendable {
    /// The kinds of fault. `missingKey` and `wrongType` name the key as Apple spells it.
    public enum Code: Sendable, Hashable {
        /// Neither an XML nor a binary property list, or a broken one.
        case notAPlist
        /// A property list whose outermost value is no dictionary.
        case notADictionary
        /// A required key is absent or empty.
        case missingKey(String)
        /// A key holds a value of another type than Apple's.
        case wrongType(String)
        /// More bytes or more objects than the limits allow.
        case tooLarge
        /// Containers nested deeper than the limits allow.
        case tooDeep
    }

    /// For programs: which fault it is.
    public let code: Code
    /// One sentence in English, for logs and for the list of refused messages.
    public let reason: String

    /// - Parameter reason: one sentence in English.
    public init(_ code: Code, _ reason: String) {
        self.code = code
        self.reason = reason
    }
}

extension MDMCodecError: Equatable {
    public static func == (one: MDMCodecError, other: MDMCodecError) -> Bool { one.code == other.code }
}

extension MDMCodecError: CustomStringConvertible {
    public var description: String { reason }
}

extension MDMCodecError {
    static func missing(_ key: String) -> MDMCodecError {
        MDMCodecError(.missingKey(key), "the key \(key) is missing or empty")
    }

    static func wrongType(_ key: String) -> MDMCodecError {
        MDMCodecError(.wrongType(key), "the value of \(key) has the wrong type")
    }
}
