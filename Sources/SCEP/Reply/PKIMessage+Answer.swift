public import CMS
public import Foundation

extension PKIMessage {
    /// Hands over a certificate: CertRep with the status success (RFC 8894, 3.3.2.1).
    ///
    /// The issued certificate travels alone: some clients take the first one of the message, and DER sorts them. Who issued it, a
    /// client has from GetCACert.
    ///
    /// - Parameters:
    ///   - nonce: 16 random octets.
    ///   - cipher: the one of the request; the answer is in no weaker one.
    public func answer(
        with certificate: Data, as authority: CMSIdentity, cipher: ContentCipher, nonce: Data, at time: Date
    ) throws(SCEPError) -> Data {
        do {
            let bundle = try CertificateBundle.encode([certificate])
            let envelope = try Envelope.seal(bundle, for: signer.certificate, with: cipher.forAnswer)
            return try SignedMessage.sign(
                envelope, as: authority, attributes: answering(.success, nonce: nonce), at: time)
        } catch {
            throw SCEPError(error.description)
        }
    }

    /// Refuses: CertRep with the status failure, without an envelope (RFC 8894, 3.3.2.2).
    ///
    /// - Parameter nonce: 16 random octets.
    public func refuse(
        _ failure: FailInfo, as authority: CMSIdentity, nonce: Data, at time: Date
    ) throws(SCEPError) -> Data {
        do {
            return try SignedMessage.sign(
                nil, as: authority,
                attributes: answering(.failure, nonce: nonce) + [SCEPAttribute.failInfo(failure.rawValue)], at: time)
        } catch {
            throw SCEPError(error.description)
        }
    }

    private func answering(_ status: PKIStatus, nonce: Data) -> [SignedAttribute] {
        [
            SCEPAttribute.messageType(MessageType.certRep.rawValue), SCEPAttribute.pkiStatus(status.rawValue),
            SCEPAttribute.transactionID(transaction), SCEPAttribute.recipientNonce(senderNonce),
            SCEPAttribute.senderNonce(nonce),
        ]
    }
}
