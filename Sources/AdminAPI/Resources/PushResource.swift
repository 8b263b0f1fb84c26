import Orchestrator
import RatchetCore

/// With what devices are woken, and whether they are.
public struct PushResource: Codable, Sendable, Equatable {
    public struct Certificate: Codable, Sendable, Equatable {
        public var topic: String
        public var subject: String
        /// SHA-256, in hexadecimal digits.
        public var fingerprint: String
        public var expiresAt: String
        /// Whole days; negative when it has expired.
        public var daysLeft: Int

        public init(topic: String, subject: String, fingerprint: String, expiresAt: String, daysLeft: Int) {
            (self.topic, self.subject, self.fingerprint) = (topic, subject, fingerprint)
            (self.expiresAt, self.daysLeft) = (expiresAt, daysLeft)
        }
    }

    /// Of the push service.
    public var address: String
    @OrNull public var certificate: Certificate?
    /// What is wrong with the certificate's files, and what to do.
    @OrNull public var problem: String?
    /// Since when nothing is sent because the service refuses the certificate.
    @OrNull public var stoppedAt: String?
    @OrNull public var stoppedBecause: String?
    /// `stopped`, `unusable`, `expired`, `unreadable`, `expiring`; null while all is well.
    @OrNull public var concern: String?

    public init(
        address: String, certificate: Certificate?, problem: String?, stoppedAt: String?, stoppedBecause: String?,
        concern: String?
    ) {
        self.address = address
        (_certificate, _problem) = (OrNull(wrappedValue: certificate), OrNull(wrappedValue: problem))
        (_stoppedAt, _stoppedBecause) = (OrNull(wrappedValue: stoppedAt), OrNull(wrappedValue: stoppedBecause))
        _concern = OrNull(wrappedValue: concern)
    }
}

/// What the push service answered to a push that somebody asked for.
public struct PushAnswerResource: Codable, Sendable, Equatable {
    /// The device's number.
    public var device: Int64
    /// `accepted`, `token-refused`, `request-refused`, `topic-refused`, `too-many`, `unavailable`.
    public var outcome: String
    /// The service's id of the push, or why it did not take it.
    public var detail: String
}

extension PushResource {
    init(_ push: PushSummary) {
        self.init(
            address: push.address,
            certificate: push.certificate.map {
                Certificate(
                    topic: $0.topic, subject: $0.subject, fingerprint: $0.fingerprint,
                    expiresAt: $0.expiresAt.description, daysLeft: $0.daysLeft)
            },
            problem: push.problem, stoppedAt: push.stoppedAt?.description, stoppedBecause: push.stoppedBecause,
            concern: push.concern?.rawValue)
    }
}

extension PushAnswerResource {
    init(_ answer: PushAnswer) {
        self.init(device: answer.device, outcome: answer.outcome.rawValue, detail: answer.detail)
    }
}
