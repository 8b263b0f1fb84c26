public import CMS
public import Foundation
import SwiftASN1
public import X509

/// The client's half: one request for a certificate, and what to make of its answer.
public struct SCEPTransaction: Sendable {
    /// What to send.
    public let message: Data
    private let key: Certificate.PrivateKey
    private let signer: CMSIdentity
    private let authority: Data
    private let transaction: String
    private let nonce: Data

    /// Asks for a first certificate with a challenge, signed by a certificate that the client makes for itself (RFC 8894, 2.3).
    ///
    /// - Parameters:
    ///   - key: the client's own, RSA: the answer is sealed for it.
    ///   - commonName: of the subject that is asked for. What is given, the server decides.
    ///   - authority: the DER of the certificate that GetCACert answered.
    ///   - nonce: 16 random octets. They name the transaction too.
    public init(
        enrolling key: Certificate.PrivateKey, commonName: String, challenge: String?, at authority: Data,
        cipher: ContentCipher = .aes256, nonce: Data, time: Date
    ) throws {
        let own = try SelfMade.certificate(for: key, commonName: commonName, at: time)
        try self.init(
            .pkcsReq, key, commonName, challenge, signer: own, signerKey: key, authority: authority, cipher: cipher,
            nonce: nonce, time: time)
    }

    /// Asks for the successor of a certificate, which signs the request.
    ///
    /// - Parameters:
    ///   - key: of the successor; the same one again, or a new one.
    ///   - certificate: the present one, with its own key.
    public init(
        renewing certificate: Data, of present: Certificate.PrivateKey, with key: Certificate.PrivateKey,
        commonName: String, challenge: String? = nil, at authority: Data, cipher: ContentCipher = .aes256, nonce: Data,
        time: Date
    ) throws {
        try self.init(
            .renewalReq, key, commonName, challenge, signer: certificate, signerKey: present, authority: authority,
            cipher: cipher, nonce: nonce, time: time)
    }

    private init(
        _ type: MessageType, _ key: Certificate.PrivateKey, _ commonName: String, _ challenge: String?, signer: Data,
        signerKey: Certificate.PrivateKey, authority: Data, cipher: ContentCipher, nonce: Data, time: Date
    ) throws {
        (self.key, self.authority, self.nonce) = (key, authority, nonce)
        transaction = nonce.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        self.signer = CMSIdentity(certificate: signer, privateKey: Data(try signerKey.serializeAsPEM().derBytes))
        let request = try SelfMade.request(for: key, commonName: commonName, challenge: challenge)
        let attributes = [
            SCEPAttribute.messageType(type.rawValue), SCEPAttribute.transactionID(transaction),
            SCEPAttribute.senderNonce(nonce),
        ]
        message = try SignedMessage.sign(
            try Envelope.seal(request, for: authority, with: cipher), as: self.signer, attributes: attributes, at: time)
    }

    /// What the server answered.
    public enum Outcome: Sendable, Equatable {
        /// The DER of the certificate, which is for our key.
        case issued(Data)
        case refused(FailInfo?)
        /// Ask again later.
        case pending
    }

    /// Reads the answer.
    ///
    /// - Throws: for what is no answer to this request, is not signed by the authority, or holds no certificate for our key.
    public func outcome(of answer: Data) throws(SCEPError) -> Outcome {
        let reply = try PKIMessage(verifying: answer)
        guard reply.signer.certificate == authority else {
            throw SCEPError("the answer is not signed by the authority")
        }
        guard reply.type == .certRep, reply.transaction == transaction, reply.octets(.recipientNonce) == nonce else {
            throw SCEPError("the answer is to another request")
        }
        switch reply.text(.pkiStatus).flatMap(PKIStatus.init(rawValue:)) {
        case .failure: return .refused(reply.text(.failInfo).flatMap(FailInfo.init(rawValue:)))
        case .pending: return .pending
        case .success: return .issued(try certificate(in: reply.envelope))
        case nil: throw SCEPError("the answer does not say how the request went")
        }
    }

    private func certificate(in envelope: Data) throws(SCEPError) -> Data {
        let certificates: [Data]
        do {
            let bundle = try Envelope(opening: envelope, as: signer, accepting: ContentCipher.all)
            certificates = try CertificateBundle.decode(bundle.content)
        } catch {
            throw SCEPError(error.description)
        }
        let own = certificates.first { (try? Certificate(derEncoded: Array($0)))?.publicKey == key.publicKey }
        guard let own else { throw SCEPError("the answer holds no certificate for our key") }
        return own
    }
}
