/// An erased device asks whether it is to return to service (reference 1.3; iOS and visionOS 26).
public struct ReturnToService: Sendable, Hashable {
    /// Who sent it, and on which channel.
    public var identity: EnrolmentIdentity

    /// The question of one device; it has no other field.
    public init(identity: EnrolmentIdentity) {
        self.identity = identity
    }
}

extension ReturnToService: PlistMessage {
    public init(plistFields: [String: PlistNode]) throws(MDMCodecError) {
        self.init(identity: try EnrolmentIdentity(PlistReader(plistFields)))
    }

    public var plistFields: [String: PlistNode] { identity.checkInFields(.returnToService) }
}
