/// Why a message of the enrolment protocol was not taken.
public struct SCEPError: Error, Sendable, Equatable, CustomStringConvertible {
    /// In words for a person; never part of a secret.
    public let description: String

    public init(_ description: String) { self.description = description }
}

/// Why a certificate is not given, in a form that can be told to who asked.
public struct SCEPRefusal: Error, Sendable, Equatable, CustomStringConvertible {
    /// What the one who asked is told.
    public let failure: FailInfo
    /// In words for a person on our side; never part of a secret.
    public let description: String

    public init(_ failure: FailInfo, _ description: String) {
        (self.failure, self.description) = (failure, description)
    }
}
