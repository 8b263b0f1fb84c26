/// A Mac asks for its bootstrap token, as it does just before it installs (reference 1.3).
public struct GetBootstrapToken: Sendable, Hashable {
    /// Who sent it, and on which channel.
    public var identity: EnrolmentIdentity
    /// Whether the device waits in the setup assistant; nil when the key is absent.
    public var awaitingConfiguration: Bool?

    /// - Parameter awaitingConfiguration: nil leaves the key out.
    public init(identity: EnrolmentIdentity, awaitingConfiguration: Bool? = nil) {
        self.identity = identity
        self.awaitingConfiguration = awaitingConfiguration
    }
}

extension GetBootstrapToken: PlistMessage {
    public init(plistFields: [String: PlistNode]) throws(MDMCodecError) {
        let reader = PlistReader(plistFields)
        self.init(
            identity: try EnrolmentIdentity(reader),
            awaitingConfiguration: try reader.optionalTruth("AwaitingConfiguration"))
    }

    public var plistFields: [String: PlistNode] {
        var fields = identity.checkInFields(.getBootstrapToken)
        fields.add("AwaitingConfiguration", awaitingConfiguration)
        return fields
    }
}
