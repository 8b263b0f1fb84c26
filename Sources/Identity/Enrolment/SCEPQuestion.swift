import CMS
public import Foundation
public import SCEP
import X509

/// What came by a PKIOperation.
public enum SCEPReading: Sendable {
    /// Somebody has to decide.
    case question(SCEPQuestion)
    /// It is refused whoever asks, with the reason for our side.
    case refusal(PKIMessage, SCEPRefusal)
}

/// A request for a certificate, of which it is not decided yet whether it is granted.
public struct SCEPQuestion: Sendable {
    /// What to answer.
    public let message: PKIMessage
    let opened: CertificateRequest

    /// Why a device thinks that it may.
    public enum Claim: Sendable, Equatable {
        /// It was given a challenge, or has none. A secret.
        case challenge(String?)
        /// It has a certificate that has to be succeeded, and signed with that one's key. A challenge may come with it.
        case certificate(Data, others: [Data], challenge: String?)
    }

    public var claim: Claim {
        let challenge = opened.request.challenge
        return message.isRenewal
            ? .certificate(message.signer.certificate, others: message.signer.others, challenge: challenge)
            : .challenge(challenge)
    }

    /// The name that the device asks for. No certificate takes it.
    public var requestedSubject: String { opened.request.subject }

    /// SHA-256 of the key that is to be certified: a client that asks again asks for the same key.
    public var keyFingerprint: String { Fingerprint.of(opened.request.publicKey.subjectPublicKeyInfoBytes) }
}

/// What a client is answered, and what was issued with it.
public struct SCEPAnswer: Sendable, Equatable {
    /// `SCEPMediaType.message`.
    public let message: Data
    public let issued: IssuedCertificate
}
