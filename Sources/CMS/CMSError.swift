/// Why a signed or enveloped message was not taken, or could not be made.
public struct CMSError: Error, Sendable, Equatable, CustomStringConvertible {
    /// In words for a person; never part of a secret.
    public let description: String
    /// Whether it is no such message at all, rather than one that does not hold.
    public let isUnreadable: Bool

    public init(_ description: String, isUnreadable: Bool = false) {
        (self.description, self.isUnreadable) = (description, isUnreadable)
    }

    /// By what is wrong.
    public static func == (one: CMSError, other: CMSError) -> Bool { one.description == other.description }
}
