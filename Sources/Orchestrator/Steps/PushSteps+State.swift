import Foundation
import Ports
import RatchetCore
import Storage

extension PushSteps {
    /// How long before its end the certificate is spoken of.
    static let expiryNotice: Duration = .days(PushCertificate.noticeDays)

    /// What somebody should be told after looking at how the sender stands.
    struct Remark: Sendable, Equatable {
        /// Days until the certificate expires, where that is soon and nobody was told within a day.
        var expiresIn: Int?
        /// What has become wrong with the certificate's files since the last look.
        var problem: String?
        /// Pushes that were held back are sent again.
        var isResumed = false
    }

    /// Notes with what the server wakes devices. Another certificate, or another service, ends a stop: whatever was refused
    /// for the old one's sake is sent again.
    static func note(
        _ standing: PushStanding, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> StepOutcome<Remark> {
        let old = try store.pushState()
        var state = old
        state.address = standing.address
        state.certificate = standing.certificate.map(PushState.Certificate.init)
        state.problem = standing.problem
        var remark = Remark(problem: state.problem == old.problem ? nil : state.problem)
        // The first look at all finds nothing that could have been refused.
        let isOther =
            state.certificate?.fingerprint != old.certificate?.fingerprint
            || (state.address != old.address && !old.address.isEmpty)
        if isOther {
            state.warnedAt = nil
            remark.isResumed = try release(&state, &store, context)
            try noteCertificate(state, &store, context)
        }
        if let days = daysToSpeakOf(state, context.now) {
            (remark.expiresIn, state.warnedAt) = (days, context.now)
            try store.record("push.certificate-expiring", by: "push", ["days": String(days)], context)
        }
        if state != old { try store.setPushState(state) }
        return StepOutcome(remark, wakes: isOther ? [WorkKind.push] : [])
    }

    /// A person has mended what the service refused: everything that was held back, or refused for the certificate's sake, is
    /// sent again. Returns whether pushes were stopped.
    static func resume(
        by actor: String, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> StepOutcome<Bool> {
        var state = try store.pushState()
        let wasStopped = try release(&state, &store, context)
        try store.setPushState(state)
        try store.record("push.resumed", by: actor, [:], context)
        return StepOutcome(wasStopped, wakes: [WorkKind.push])
    }

    /// The newest of many answers: so many refused tokens are hardly the tokens' fault.
    static func noteManyRefusals(
        _ refused: Int, of sent: Int, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> StepOutcome<Void> {
        try store.record(
            "push.many-refused", by: "push", ["refused": String(refused), "of": String(sent)], context)
        return StepOutcome(())
    }

    private static func release(
        _ state: inout PushState, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> Bool {
        defer { (state.stop, state.resumedAt) = (nil, context.now) }
        _ = try store.forgiveRefusals(at: context.now)
        try store.hastenPushes(at: context.now)
        return state.stop != nil
    }

    private static func noteCertificate(
        _ state: PushState, _ store: inout StoreTransaction, _ context: StepContext
    ) throws {
        guard let certificate = state.certificate else { return }
        try store.record(
            "push.certificate-taken", by: "push",
            [
                "topic": certificate.topic, "fingerprint": certificate.fingerprint,
                "expiresAt": certificate.expiresAt.description,
            ], context)
    }

    /// Once a day from thirty days before the end.
    private static func daysToSpeakOf(_ state: PushState, _ now: Instant) -> Int? {
        guard let certificate = state.certificate, certificate.expiresAt - expiryNotice <= now else { return nil }
        if let warnedAt = state.warnedAt, now.since(warnedAt) < .days(1) { return nil }
        return PushCertificate.daysLeft(until: certificate.expiresAt, at: now)
    }
}

extension PushState.Certificate {
    fileprivate init(_ certificate: PushCertificate) {
        self.init(
            topic: certificate.topic, subject: certificate.subject, fingerprint: certificate.fingerprint,
            expiresAt: certificate.expiresAt)
    }
}
