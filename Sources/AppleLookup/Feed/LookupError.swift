/// Why a feed as a whole is refused; keep the last good one. Two errors with one code are equal.
public struct LookupError: Error, Sendable {
    /// The kinds of fault.
    public enum Code: Sendable, Hashable {
        /// No JSON, or JSON cut short.
        case notJSON
        /// The outermost value is no object.
        case notAnObject
        /// None of the lists is there.
        case noLists
        /// More bytes than the limit.
        case tooLarge
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

extension LookupError: Equatable {
    public static func == (one: LookupError, other: LookupError) -> Bool { one.code == other.code }
}

extension LookupError: CustomStringConvertible {
    public var description: String { reason }
}
