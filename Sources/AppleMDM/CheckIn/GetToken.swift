/// A device asks for a token of a service (reference 1.3); sent only to a server that advertises `com.apple.mdm.token`.
public struct GetToken: Sendable, Hashable {
    /// `TokenParameters`, sent with the watch pairing service only.
    public struct Parameters: Sendable, Hashable {
        /// The token that the phone got from the watch's pairing.
        public var securityToken: String?
        /// The iPhone's UDID.
        public var phoneUDID: String?
        /// The watch's UDID.
        public var watchUDID: String?

        /// Parameters; what is nil is left out.
        public init(securityToken: String? = nil, phoneUDID: String? = nil, watchUDID: String? = nil) {
            self.securityToken = securityToken
            self.phoneUDID = phoneUDID
            self.watchUDID = watchUDID
        }
    }

    /// Who sent it, and on which channel.
    public var identity: EnrolmentIdentity
    /// `com.apple.maid` or `com.apple.watch.pairing`; others are kept as sent.
    public var tokenServiceType: String
    /// Nil when the key is absent.
    public var tokenParameters: Parameters?

    /// - Parameter tokenServiceType: which service's token is asked for.
    public init(identity: EnrolmentIdentity, tokenServiceType: String, tokenParameters: Parameters? = nil) {
        self.identity = identity
        self.tokenServiceType = tokenServiceType
        self.tokenParameters = tokenParameters
    }
}

extension GetToken: PlistMessage {
    public init(plistFields: [String: PlistNode]) throws(MDMCodecError) {
        let reader = PlistReader(plistFields)
        self.init(
            identity: try EnrolmentIdentity(reader), tokenServiceType: try reader.text("TokenServiceType"))
        guard let parameters = try reader.optionalDictionary("TokenParameters") else { return }
        tokenParameters = Parameters(
            securityToken: try parameters.optionalText("SecurityToken"),
            phoneUDID: try parameters.optionalText("PhoneUDID"),
            watchUDID: try parameters.optionalText("WatchUDID"))
    }

    public var plistFields: [String: PlistNode] {
        var fields = identity.checkInFields(.getToken)
        fields["TokenServiceType"] = .string(tokenServiceType)
        guard let tokenParameters else { return fields }
        var parameters: [String: PlistNode] = [:]
        parameters.add("SecurityToken", tokenParameters.securityToken)
        parameters.add("PhoneUDID", tokenParameters.phoneUDID)
        parameters.add("WatchUDID", tokenParameters.watchUDID)
        fields["TokenParameters"] = .dictionary(parameters)
        return fields
    }
}
