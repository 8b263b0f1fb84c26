/// Why a request failed, as far as the protocol says it (RFC 8894, 3.2.1.4).
public enum FailInfo: String, Sendable, Equatable, CaseIterable {
    /// The algorithm is unknown or not taken.
    case badAlg = "0"
    /// The message cannot be opened, or is not what was signed.
    case badMessageCheck = "1"
    /// The transaction is not allowed: the usual answer to a challenge that is not good.
    case badRequest = "2"
    /// The message's time is too far from ours.
    case badTime = "3"
    /// No certificate is known by what was asked for.
    case badCertId = "4"
}
