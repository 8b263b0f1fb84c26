/// The answer to `UserAuthenticate` of a server that does manage users (reference 1.3).
///
/// First a challenge, then an `AuthToken`; an empty `AuthToken` means that the user was rejected.
public struct UserAuthenticateResponse: Sendable, Hashable {
    /// The challenge, in the first answer.
    public var digestChallenge: String?
    /// The token of the login, in the second answer; empty rejects the user.
    public var authToken: String?

    /// One of the two answers; what is nil is left out.
    public init(digestChallenge: String? = nil, authToken: String? = nil) {
        self.digestChallenge = digestChallenge
        self.authToken = authToken
    }
}

extension UserAuthenticateResponse: PlistMessage {
    public init(plistFields: [String: PlistNode]) throws(MDMCodecError) {
        let reader = PlistReader(plistFields)
        self.init(
            digestChallenge: try reader.optionalText("DigestChallenge"),
            authToken: try reader.optionalText("AuthToken"))
    }

    public var plistFields: [String: PlistNode] {
        var fields: [String: PlistNode] = [:]
        fields.add("DigestChallenge", digestChallenge)
        fields.add("AuthToken", authToken)
        return fields
    }
}
