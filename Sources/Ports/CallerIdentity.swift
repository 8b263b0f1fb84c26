public import Foundation

/// What a request on the devices listener offers as proof of who is calling.
public struct CallerProof: Sendable, Equatable {
    /// What the message says of itself: `UDID` or `EnrollmentID`.
    public let claimedIdentifier: String
    /// The whole body, over which a signature would be made.
    public let body: Data
    /// The `Mdm-Signature` header, where there is one.
    public let signature: String?

    public init(claimedIdentifier: String, body: Data, signature: String?) {
        (self.claimedIdentifier, self.body, self.signature) = (claimedIdentifier, body, signature)
    }
}

/// Whether the caller is who it says it is.
public enum CallerJudgement: Sendable, Equatable {
    case accepted
    /// There is no proof, or it can't be read: answered with 400.
    case unreadable(String)
    /// The proof is not accepted: answered with 403 and an empty body.
    case refused(String)
}

/// Who is calling: the one place that decides it.
public protocol CallerIdentity: Sendable {
    func judge(_ proof: CallerProof) async -> CallerJudgement
}
