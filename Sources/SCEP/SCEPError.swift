/// Why a message of the enrolment protocol was not taken.
public struct SCEPError: Error, Sendable, Equatable, CustomStringConvertible {
    /// In words for a person; never part of a secret.
    public let description: String

    public init(_ description: String) { self.description = description }
}
