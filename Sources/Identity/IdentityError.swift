/// Why a certificate or a key is of no use here, and what to do about it.
public struct IdentityError: Error, Sendable, Equatable, CustomStringConvertible {
    /// In words for a person; never part of a key.
    public let description: String

    public init(_ description: String) { self.description = description }
}
