public import Foundation
public import RatchetCore

/// One push to one channel of a device (reference 1.5).
public struct PushRequest: Sendable, Equatable {
    public let token: Data
    public let topic: String
    public let magic: String
    /// Until when the push service keeps it for a device that is offline; seconds since 1970.
    public let expiration: Int64

    public init(token: Data, topic: String, magic: String, expiration: Int64) {
        (self.token, self.topic, self.magic, self.expiration) = (token, topic, magic, expiration)
    }
}

/// What came of a push. None of it proves that the device woke; its next contact does.
///
/// A reason is in words for a person; where the service gave one it is "status reason", such as `410 Unregistered`.
public enum PushOutcome: Sendable, Equatable {
    case accepted(id: String)
    /// This token will not be taken any more: no push until the next TokenUpdate.
    ///
    /// `since` is from when it has been dead, where the service says so; a TokenUpdate after that makes it alive again.
    case tokenRefused(reason: String, since: Instant? = nil)
    /// The service can't make anything of the request: a fault of ours, which repeating does not mend.
    case requestRefused(reason: String)
    /// The service refuses the certificate of this fingerprint, or its topic: somebody has to look.
    case topicRefused(reason: String, fingerprint: String? = nil)
    /// Too many pushes to this one token.
    case tooMany(reason: String)
    /// Not now, or it is not known whether it arrived; later is right.
    case unavailable(reason: String)
}

/// Whoever wakes devices.
public protocol PushSender: Sendable {
    func send(_ push: PushRequest) async -> PushOutcome

    /// Looks at the certificate's files, takes a changed certificate into use, and says how things stand.
    func refreshed() async -> PushStanding
}

extension PushSender {
    /// For one without a certificate.
    public func refreshed() async -> PushStanding { PushStanding(address: "") }
}

/// The push certificate that a sender uses.
public struct PushCertificate: Sendable, Equatable {
    /// The UID of its subject, `com.apple.mgmt...`: the topic of all pushes with it.
    public let topic: String
    /// Whom it was issued to, as its subject names them.
    public let subject: String
    /// Who issued it.
    public let issuer: String
    /// SHA-256 over its DER, in hexadecimal digits.
    public let fingerprint: String
    public let notBefore: Instant
    public let expiresAt: Instant

    public init(
        topic: String, subject: String, issuer: String, fingerprint: String, notBefore: Instant, expiresAt: Instant
    ) {
        (self.topic, self.subject, self.issuer, self.fingerprint) = (topic, subject, issuer, fingerprint)
        (self.notBefore, self.expiresAt) = (notBefore, expiresAt)
    }

    /// From so many days before its end it is spoken of.
    public static let noticeDays = 30

    /// Whole days until it expires; negative when it has.
    public func daysLeft(at now: Instant) -> Int { PushCertificate.daysLeft(until: expiresAt, at: now) }

    /// Whole days until `expiresAt`; negative once that is over.
    public static func daysLeft(until expiresAt: Instant, at now: Instant) -> Int {
        let (left, day) = (expiresAt.microseconds - now.microseconds, Int64(86_400_000_000))
        return Int((left >= 0 ? left : left - day + 1) / day)
    }
}

/// With what a sender wakes devices at the moment.
public struct PushStanding: Sendable, Equatable {
    /// Of the push service.
    public let address: String
    /// Nil where none is needed, or none can be used.
    public let certificate: PushCertificate?
    /// What is wrong with the certificate's files, and what to do; nil if nothing is. While an older certificate can
    /// still be used, there may be both.
    public let problem: String?

    public init(address: String, certificate: PushCertificate? = nil, problem: String? = nil) {
        (self.address, self.certificate, self.problem) = (address, certificate, problem)
    }
}
