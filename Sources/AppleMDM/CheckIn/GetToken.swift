/// A device asks for a token of a service (reference 1.3); sent only to a server that advertises `com.apple.mdm.token`.
public struct GetToken: Sendable, Hashable {
    /// `TokenParameters`, sent with the watch pairing service only.
    public struct Parameters: Sendable, Hashable {
        public var securityToken: String?
        public var phoneUDID: String?
        public var watchUDID: String?

        public init(securityToken: String? = nil, phoneUDID: String? = nil, watchUDID: String? = nil) {
            self.securityToken = securityToken
            self.phoneUDID = phoneUDID
            self.watchUDID = watchUDID
        }
    }

    public var identity: EnrolmentIdentity
    /// `com.apple.maid` or `com.apple.watch.pairing`; others are kept as sent.
    public var tokenServiceType: String
    public var tokenParameters: Parameters?

    public init(identity: EnrolmentIdentity, tokenServiceType: String, tokenParameters: Parameters? = nil) {
        self.identity = identity
        self.tokenServiceType = tokenServiceType
        self.tokenParameters = tokenParameters
    }
}

extension GetToken: PlistMessage {
    public init(from decoder: any Decoder) throws {
        let reader = try PlistReader(decoder)
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
