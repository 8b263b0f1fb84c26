/// Why a message of declarative management could not be read or built. Two errors with one code are equal.
public struct DDMCodecError: Error, Sendable {
    /// The kinds of fault; keys are named as Apple spells them.
    public enum Code: Sendable, Hashable {
        /// The bytes are no JSON, or exceed a limit.
        case notJSON(JSONError.Code)
        /// The outermost value is no object.
        case notAnObject
        /// A required key is absent.
        case missingKey(String)
        /// A key holds a value of another type than Apple's.
        case wrongType(String)
        /// A key holds a value that breaks Apple's rules.
        case invalidValue(String)
    }

    /// For programs: which fault it is.
    public let code: Code
    /// One sentence in English.
    public let reason: String

    /// - Parameter reason: one sentence in English.
    public init(_ code: Code, _ reason: String) {
        self.code = code
        self.reason = reason
    }
}

extension DDMCodecError: Equatable {
    public static func == (one: DDMCodecError, other: DDMCodecError) -> Bool { one.code == other.code }
}

extension DDMCodecError: CustomStringConvertible {
    public var description: String { reason }
}

extension DDMCodecError {
    init(_ error: JSONError) {
        self.init(.notJSON(error.code), error.reason)
    }

    static func missing(_ key: String) -> DDMCodecError {
        DDMCodecError(.missingKey(key), "the key \(key) is missing")
    }

    static func wrongType(_ key: String) -> DDMCodecError {
        DDMCodecError(.wrongType(key), "the value of \(key) has the wrong type")
    }

    static func invalid(_ key: String, _ rule: String) -> DDMCodecError {
        DDMCodecError(.invalidValue(key), "\(key) \(rule)")
    }
}
