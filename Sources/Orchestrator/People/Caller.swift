public import Foundation
public import RatchetCore

/// Who sends a request to the admin interface, and what they may do.
public struct Caller: Sendable, Equatable {
    /// By what they proved it.
    public enum Proof: Sendable, Equatable {
        case session(Data)
        case token(String)
        /// A file that only the owner of the server's data folder can read.
        case local
    }

    public let actor: AuditActor
    /// The person that they are, or whose token it is; nil on the server's own machine.
    public let person: String?
    public let proof: Proof
    public let rights: Rights

    public init(actor: AuditActor, person: String?, proof: Proof, rights: Rights) {
        (self.actor, self.person, self.proof, self.rights) = (actor, person, proof, rights)
    }

    /// A token only does what it was made for: it makes no tokens and changes no passwords.
    public var isToken: Bool { if case .token = proof { true } else { false } }
}
