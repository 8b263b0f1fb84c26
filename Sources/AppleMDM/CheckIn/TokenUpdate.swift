public import Foundation

/// The push token of one channel (reference 1.3): store it before answering, for it may never be repeated.
public struct TokenUpdate: Sendable, Hashable {
    /// Who sent it, and on which channel.
    public var identity: EnrolmentIdentity
    /// The topic to push to.
    public var topic: String
    /// The push token, raw.
    public var token: Data
    /// The secret word that a push must carry.
    public var pushMagic: String
    /// Nil when the key is absent, which must not erase a stored one.
    public var unlockToken: Data?
    /// Nil when the key is absent, which must not change what is stored.
    public var awaitingConfiguration: Bool?
    /// Nil when the key is absent.
    public var notOnConsole: Bool?

    /// A message with what every device sends; set the rest by its property.
    public init(identity: EnrolmentIdentity, topic: String, token: Data, pushMagic: String) {
        self.identity = identity
        self.topic = topic
        self.token = token
        self.pushMagic = pushMagic
    }
}

extension TokenUpdate: PlistMessage {
    public init(plistFields: [String: PlistNode]) throws(MDMCodecError) {
        let reader = PlistReader(plistFields)
        self.init(
            identity: try EnrolmentIdentity(reader), topic: try reader.text("Topic"),
            token: try reader.bytes("Token"), pushMagic: try reader.text("PushMagic"))
        unlockToken = try reader.optionalBytes("UnlockToken")
        awaitingConfiguration = try reader.optionalTruth("AwaitingConfiguration")
        notOnConsole = try reader.optionalTruth("NotOnConsole")
    }

    public var plistFields: [String: PlistNode] {
        var fields = identity.checkInFields(.tokenUpdate)
        fields["Topic"] = .string(topic)
        fields["Token"] = .data(token)
        fields["PushMagic"] = .string(pushMagic)
        fields.add("UnlockToken", unlockToken)
        fields.add("AwaitingConfiguration", awaitingConfiguration)
        fields.add("NotOnConsole", notOnConsole)
        return fields
    }
}
