import Ports
import RatchetCore
import Storage

/// Which certificate a device proves with that it is the one that enrolled (reference 1.1, last line).
///
/// An enrolment is bound to the certificate that came with its Authenticate. No other is taken after it, but for the one that
/// was issued to renew it: that one takes its place when it is used for the first time.
enum CertificateBinding {
    /// Lets the device of a channel in.
    ///
    /// - Throws: `DeviceProblem.proofRefused`.
    static func admit(
        to channel: EnrolmentRow, expiry: ExpiredCertificate, _ store: inout StoreTransaction, _ context: StepContext
    ) throws {
        guard let (certificate, isExpired) = try shown(context.caller) else { return }
        if isExpired, expiry == .refused {
            throw refused(channel.id, certificate, "its certificate expired \(certificate.notAfter)")
        }
        guard certificate.fingerprint != channel.certificate else { return }
        try takeUpSuccessor(certificate, isExpired: isExpired, of: channel, &store, context)
    }

    /// Judges the certificate of a device that begins an enrolment. Nil for a device that is believed without proof.
    ///
    /// - Throws: `DeviceProblem.proofRefused` for one that has expired, belongs to another device, or was replaced.
    static func newcomer(
        _ id: EnrolmentID, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> CertificateFacts? {
        guard let (certificate, isExpired) = try shown(context.caller) else { return nil }
        if isExpired { throw refused(id, certificate, "its certificate expired \(certificate.notAfter)") }
        guard let known = try store.certificate(certificate.fingerprint) else { return certificate }
        if known.state == .replaced { throw refused(id, certificate, "its certificate was replaced by another") }
        if let owner = known.device, owner != (try store.enrolment(id)?.device) {
            throw refused(id, certificate, "its certificate belongs to another device")
        }
        return certificate
    }

    /// Binds an enrolment that begins, and says in the device's history what was bound before.
    static func bind(
        _ certificate: CertificateFacts, to id: EnrolmentID, _ unit: inout DeviceUnit, _ store: inout StoreTransaction
    ) throws {
        let before = unit.channel?.certificate
        try store.keep(CertificateRow(certificate, for: unit.device.id, .issued, at: unit.context.now))
        guard try store.bind(certificate.fingerprint, to: id, of: unit.device.id) else {
            throw refused(id, certificate, "its certificate belongs to another device")
        }
        if before == certificate.fingerprint {
            return try store.audit(
                "identity.enrolled-again", of: "device:\(unit.device.id)", by: .device(unit.device.id),
                after: ["certificate": certificate.fingerprint], unit.context)
        }
        unit.note(
            before == nil ? "identity.bound" : "identity.replaced",
            ["certificate": certificate.fingerprint, "before": before, "subject": certificate.subject],
            actor: "device")
        try store.audit(
            before == nil ? "identity.bound" : "identity.replaced", of: "device:\(unit.device.id)",
            by: .device(unit.device.id), before: before.map { ["certificate": $0] },
            after: ["certificate": certificate.fingerprint, "subject": certificate.subject], unit.context)
    }

    /// The certificate that a caller holds; nil for one who is believed without any.
    private static func shown(_ caller: DeviceCaller) throws -> (CertificateFacts, isExpired: Bool)? {
        switch caller {
        case .holder(let certificate, let isExpired): return (certificate, isExpired)
        case .believed: return nil
        // A step about a device that nobody has judged would believe everybody.
        case .service: throw UnjudgedCaller()
        }
    }

    /// A certificate that was issued to renew the bound one takes its place at its first use.
    private static func takeUpSuccessor(
        _ certificate: CertificateFacts, isExpired: Bool, of channel: EnrolmentRow, _ store: inout StoreTransaction,
        _ context: StepContext
    ) throws {
        guard channel.certificate != nil else {
            throw refused(channel.id, certificate, "it enrolled without a certificate; it has to enrol again")
        }
        let known = try store.certificate(certificate.fingerprint)
        guard !isExpired, try isSuccessor(certificate, known, of: channel, &store) else {
            let why = known?.state == .replaced ? "was replaced by another" : "is not the one that it enrolled with"
            throw refused(channel.id, certificate, "its certificate \(why)")
        }
        try store.keep(CertificateRow(certificate, for: channel.device, .issued, at: context.now))
        guard try store.bind(certificate.fingerprint, to: channel.id, of: channel.device) else {
            throw refused(channel.id, certificate, "its certificate belongs to another device")
        }
        try store.record(
            "identity.renewed", by: "device", of: channel.device,
            [
                "certificate": certificate.fingerprint, "before": channel.certificate,
                "until": "\(certificate.notAfter)",
            ], context)
        try store.audit(
            "identity.renewed", of: "device:\(channel.device)", by: .device(channel.device),
            before: ["certificate": channel.certificate], after: ["certificate": certificate.fingerprint], context)
    }

    /// One that we issued for this device; or, where another authority issues them, one that nobody has used and that says the
    /// same of its holder as the bound one, once its device was asked to renew.
    private static func isSuccessor(
        _ certificate: CertificateFacts, _ known: CertificateRow?, of channel: EnrolmentRow,
        _ store: inout StoreTransaction
    ) throws -> Bool {
        if let known { return known.state == .issued && known.device == channel.device }
        guard let bound = try channel.certificate.flatMap({ fingerprint in try store.certificate(fingerprint) }) else {
            return false
        }
        return bound.renewalAsked != nil && bound.subject == certificate.subject && bound.issuer == certificate.issuer
            && bound.notAfter < certificate.notAfter
    }

    private static func refused(_ id: EnrolmentID, _ certificate: CertificateFacts, _ why: String) -> DeviceProblem {
        DeviceProblem(.proofRefused, subject: id.text, detail: "\(why) (certificate \(certificate.fingerprint))")
    }
}

/// A step about a device was run for a caller whom nobody has judged: a fault of ours.
struct UnjudgedCaller: Error, CustomStringConvertible {
    var description: String { "a device's message was taken in without a judgement of who sent it" }
}

extension CertificateRow {
    init(_ facts: CertificateFacts, for device: DeviceID?, _ state: State, at now: Instant) {
        self.init(
            fingerprint: facts.fingerprint, device: device, state: state, subject: facts.subject,
            issuer: facts.issuer, serial: facts.serial, notBefore: facts.notBefore, notAfter: facts.notAfter,
            firstSeen: now)
    }
}
