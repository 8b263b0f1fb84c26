/// A network user logs in on a Mac (reference 1.3). A server that does not manage users answers 410.
public struct UserAuthenticate: Sendable, Hashable {
    /// Who sent it, and on which channel.
    public var identity: EnrolmentIdentity
    /// Nil or empty the first time; the answer to the challenge the second time.
    public var digestResponse: String?

    /// - Parameter identity: with a user, or the message cannot be read back.
    public init(identity: EnrolmentIdentity, digestResponse: String? = nil) {
        self.identity = identity
        self.digestResponse = digestResponse
    }
}

extension UserAuthenticate: PlistMessage {
    public init(plistFields: [String: PlistNode]) throws(MDMCodecError) {
        let reader = PlistReader(plistFields)
        self.init(
            identity: try EnrolmentIdentity(reader), digestResponse: try reader.optionalText("DigestResponse"))
        guard identity.isUserChannel else { throw MDMCodecError.missing("UserID") }
    }

    public var plistFields: [String: PlistNode] {
        var fields = identity.checkInFields(.userAuthenticate)
        fields.add("DigestResponse", digestResponse)
        return fields
    }
}
