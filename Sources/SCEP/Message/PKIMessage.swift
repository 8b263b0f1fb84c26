public import CMS
public import Foundation

/// A signed message of the protocol, with its envelope still closed (RFC 8894, 3.1 and 3.2).
public struct PKIMessage: Sendable, Equatable {
    public let type: MessageType
    /// What a request and its answer have in common; the client chooses it.
    public let transaction: String
    /// By which a client knows the answer to this message.
    public let senderNonce: Data
    /// Whose certificate need not be known to anybody: on enrolment it vouches for itself.
    public let signer: CMSSigner
    /// Empty in a message that refuses something.
    public let envelope: Data
    let attributes: [SignedAttribute]

    /// Reads a message and checks that who is named as its signer has signed it.
    ///
    /// - Throws: for what cannot even be answered.
    public init(verifying der: Data) throws(SCEPError) {
        let message: SignedMessage
        do { message = try SignedMessage(verifying: der) } catch { throw SCEPError(error.description) }
        guard let type = message.text(.messageType).flatMap(MessageType.init(rawValue:)) else {
            throw SCEPError("the message does not say what it is for")
        }
        guard let transaction = message.text(.transactionID), (1...256).contains(transaction.utf8.count),
            !transaction.utf8.contains(0)
        else { throw SCEPError("the message has no transaction, or one of more than 256 octets") }
        guard let nonce = message.octets(.senderNonce), (1...64).contains(nonce.count) else {
            throw SCEPError("the message has no nonce of its sender, or one of more than 64 octets")
        }
        (self.type, self.transaction, senderNonce) = (type, transaction, nonce)
        (signer, envelope, attributes) = (message.signer, message.content, message.attributes)
    }

    /// The text of an attribute that only some messages have.
    func text(_ attribute: SCEPAttribute) -> String? { attributes.text(attribute) }

    /// The octets of an attribute that only some messages have.
    func octets(_ attribute: SCEPAttribute) -> Data? { attributes.octets(attribute) }
}
