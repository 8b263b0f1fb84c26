public import Foundation

/// A Mac escrows its bootstrap token, or takes it back (reference 1.3). The token is a secret.
public struct SetBootstrapToken: Sendable, Hashable {
    /// Who sent it, and on which channel.
    public var identity: EnrolmentIdentity
    /// Nil when the key is absent; empty when it came empty. Both mean: delete what is stored.
    public var bootstrapToken: Data?
    /// Whether the device waits in the setup assistant; nil when the key is absent.
    public var awaitingConfiguration: Bool?

    /// - Parameter bootstrapToken: nil leaves the key out, which deletes what is stored.
    public init(identity: EnrolmentIdentity, bootstrapToken: Data?, awaitingConfiguration: Bool? = nil) {
        self.identity = identity
        self.bootstrapToken = bootstrapToken
        self.awaitingConfiguration = awaitingConfiguration
    }

    /// The token to store; nil means that the stored one is to be deleted.
    public var tokenToStore: Data? {
        guard let bootstrapToken, !bootstrapToken.isEmpty else { return nil }
        return bootstrapToken
    }
}

extension SetBootstrapToken: PlistMessage {
    public init(plistFields: [String: PlistNode]) throws(MDMCodecError) {
        let reader = PlistReader(plistFields)
        self.init(
            identity: try EnrolmentIdentity(reader),
            bootstrapToken: try reader.optionalBytes("BootstrapToken"),
            awaitingConfiguration: try reader.optionalTruth("AwaitingConfiguration"))
    }

    public var plistFields: [String: PlistNode] {
        var fields = identity.checkInFields(.setBootstrapToken)
        fields.add("BootstrapToken", bootstrapToken)
        fields.add("AwaitingConfiguration", awaitingConfiguration)
        return fields
    }
}
