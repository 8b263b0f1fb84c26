/// Who did what a line of the audit log tells.
public struct AuditActor: Sendable, Equatable {
    /// What sort of actor it is.
    public enum Kind: String, Sendable, Equatable, CaseIterable {
        /// A person who signed in.
        case user
        /// A program with a token.
        case token
        /// Whoever may read the data folder of the server, on its own machine.
        case local
        case device
        /// The server by itself.
        case service
        /// Somebody who has proved nothing: who tried to sign in, or made the first administrator.
        case nobody
    }

    public let kind: Kind
    /// Of a user or a token the name at that time, of a device its id; never a secret.
    public let name: String
    /// The network address that it came from; nil for what came over no network.
    public let address: String?
    /// Who answers for what it does: of a token the one who made it, by name; of all others they themselves.
    public let person: String

    /// - Parameter person: nil where the actor answers for itself.
    public init(_ kind: Kind, name: String, person: String? = nil, address: String? = nil) {
        (self.kind, self.name, self.address) = (kind, name, address)
        self.person = person ?? name
    }

    /// The server by itself.
    public static let service = AuditActor(.service, name: "ratchet")

    public static func device(_ id: DeviceID, address: String? = nil) -> AuditActor {
        AuditActor(.device, name: id.text, address: address)
    }
}
