/// Why a signed or enveloped message was not taken, or could not be made.
public struct CMSError: Error, Sendable, Equatable, CustomStringConvertible {
    /// In words for a person; never part of a secret.
    public let description: String

    public init(_ description: String) { self.description = description }
}
