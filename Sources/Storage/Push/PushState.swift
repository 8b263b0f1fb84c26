public import RatchetCore

/// With what the server wakes devices, as it was last seen, and whether it may.
public struct PushState: Sendable, Equatable {
    /// The push certificate that is in use.
    public struct Certificate: Sendable, Equatable {
        /// The UID of its subject; the enrolments have to have the same.
        public let topic: String
        /// Whom it was issued to, for people.
        public let subject: String
        /// SHA-256 over it, in hexadecimal digits.
        public let fingerprint: String
        public let expiresAt: Instant

        public init(topic: String, subject: String, fingerprint: String, expiresAt: Instant) {
            (self.topic, self.subject, self.fingerprint) = (topic, subject, fingerprint)
            self.expiresAt = expiresAt
        }
    }

    /// Why nothing is sent, and since when.
    public struct Stop: Sendable, Equatable {
        public let at: Instant
        /// What the push service said.
        public let reason: String

        public init(at: Instant, reason: String) { (self.at, self.reason) = (at, reason) }
    }

    /// Of the push service; empty before the first start.
    public var address: String
    /// Nil where there is none, or none that can be used.
    public var certificate: Certificate?
    /// What is wrong with the certificate's files; nil if nothing is.
    public var problem: String?
    /// Nil while pushes are sent.
    public var stop: Stop?
    /// When pushes that were held back were last let go: a refusal of one that was on its way then is out of date. Nil if none
    /// ever were.
    public var resumedAt: Instant?
    /// When somebody was last told that the certificate expires soon; nil if nobody was.
    public var warnedAt: Instant?

    /// As it is before the first start.
    public static let unknown = PushState(address: "")

    public init(
        address: String, certificate: Certificate? = nil, problem: String? = nil, stop: Stop? = nil,
        resumedAt: Instant? = nil, warnedAt: Instant? = nil
    ) {
        (self.address, self.certificate, self.problem) = (address, certificate, problem)
        (self.stop, self.resumedAt, self.warnedAt) = (stop, resumedAt, warnedAt)
    }

    /// Whether pushes are held back: the service refuses the certificate, or there is none that can be used.
    public var isHeld: Bool { stop != nil || (certificate == nil && problem != nil) }
}
