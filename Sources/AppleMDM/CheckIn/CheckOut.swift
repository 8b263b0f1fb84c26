/// The profile was removed (reference 1.3). Best effort, sent at most once.
public struct CheckOut: Sendable, Hashable {
    /// Who sent it, and on which channel.
    public var identity: EnrolmentIdentity
    /// Apple requires it; nobody needs it, so its absence does not lose the message.
    public var topic: String?

    /// - Parameter topic: the topic of the push certificate.
    public init(identity: EnrolmentIdentity, topic: String? = nil) {
        self.identity = identity
        self.topic = topic
    }
}

extension CheckOut: PlistMessage {
    public init(plistFields: [String: PlistNode]) throws(MDMCodecError) {
        let reader = PlistReader(plistFields)
        self.init(identity: try EnrolmentIdentity(reader), topic: try reader.optionalText("Topic"))
    }

    public var plistFields: [String: PlistNode] {
        var fields = identity.checkInFields(.checkOut)
        fields.add("Topic", topic)
        return fields
    }
}
