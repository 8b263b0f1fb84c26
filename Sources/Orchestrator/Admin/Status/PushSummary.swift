import Ports
public import RatchetCore
import Storage

/// With what devices are woken, and whether they are.
public struct PushSummary: Sendable, Equatable {
    public struct Certificate: Sendable, Equatable {
        public let topic: String
        public let subject: String
        /// SHA-256, in hexadecimal digits.
        public let fingerprint: String
        public let expiresAt: Instant
        /// Whole days; negative when it has expired.
        public let daysLeft: Int
    }

    /// What somebody should see to, the gravest first.
    public enum Concern: String, Sendable, CaseIterable {
        /// The service refuses the certificate, and nothing is sent.
        case stopped
        /// The certificate can't be used, or there is none, and nothing is sent.
        case unusable
        /// The certificate has expired.
        case expired
        /// A changed file can't be used, and the certificate before it still is.
        case unreadable
        /// The certificate expires within 30 days.
        case expiring
    }

    /// Of the push service; empty before the server's first start.
    public let address: String
    public let certificate: Certificate?
    /// What is wrong with the certificate's files, and what to do.
    public let problem: String?
    public let stoppedAt: Instant?
    /// What the service said.
    public let stoppedBecause: String?
    /// Nil while all is well.
    public let concern: Concern?

    init(_ state: PushState, now: Instant) {
        (address, problem) = (state.address, state.problem)
        (stoppedAt, stoppedBecause) = (state.stop?.at, state.stop?.reason)
        certificate = state.certificate.map {
            Certificate(
                topic: $0.topic, subject: $0.subject, fingerprint: $0.fingerprint, expiresAt: $0.expiresAt,
                daysLeft: PushCertificate.daysLeft(until: $0.expiresAt, at: now))
        }
        concern = PushSummary.concern(state, daysLeft: certificate?.daysLeft)
    }

    private static func concern(_ state: PushState, daysLeft: Int?) -> Concern? {
        if state.stop != nil { return .stopped }
        if state.isHeld { return .unusable }
        if let daysLeft, daysLeft < 0 { return .expired }
        if state.problem != nil { return .unreadable }
        return daysLeft.map { $0 <= PushCertificate.noticeDays } == true ? .expiring : nil
    }
}

/// Steps about pushes as a whole.
public enum AdminPushes {
    public static func show() -> AdminReading<PushSummary> {
        { store, context in PushSummary(try store.pushState(), now: context.now) }
    }

    /// Sends again what was held back or refused for the certificate's sake.
    public static func resume() -> AdminStep<PushSummary> {
        { store, context in
            let outcome = try PushSteps.resume(by: "admin", &store, context)
            return StepOutcome(PushSummary(try store.pushState(), now: context.now), wakes: outcome.wakes)
        }
    }
}
