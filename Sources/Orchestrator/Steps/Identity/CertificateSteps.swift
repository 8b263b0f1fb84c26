import AppleManagement
import Foundation
public import Ports
import RatchetCore
public import Storage

/// Whether a request is worth a certificate.
public enum CertificateDecision: Sendable, Equatable {
    /// - name: whom it will name; device: for whom alone it is.
    case granted(name: String, device: String?)
    case refused(String)
}

/// Certificates for devices: who gets one. The authority only signs.
public enum CertificateSteps {
    /// Uses up what makes a request worth a certificate: its challenge, or the certificate that it replaces.
    ///
    /// A challenge is gone even if the certificate never reaches its device, which then fetches a new profile: one that could be
    /// used twice would be worth two certificates to whoever listens.
    public static func decide(
        _ application: CertificateApplication, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> StepOutcome<CertificateDecision> {
        let decision = try judged(application, &store, context)
        if case .refused(let why) = decision {
            return StepOutcome(decision, wakes: try refused(why, &store, context).wakes)
        }
        return StepOutcome(decision)
    }

    /// Notes one who gets no certificate.
    public static func refused(
        _ why: String, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> StepOutcome<Void> {
        try RefusalSteps.count(DeviceProblem(.certificateRefused, subject: "SCEP", detail: why), &store, context)
    }

    /// Keeps what was issued, before its device hears of it.
    public static func issued(
        _ certificate: CertificateFacts, device: String?, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> StepOutcome<Void> {
        let device = device.map(DeviceID.init)
        try store.keep(CertificateRow(certificate, for: device, .issued, at: context.now))
        let about = ["certificate": certificate.fingerprint, "until": "\(certificate.notAfter)"]
        try store.record("identity.issued", by: "service", of: device, about, context)
        try store.audit(
            "identity.issued", of: device.map { "device:\($0)" } ?? "enrolment", by: .service, after: about, context)
        return StepOutcome(())
    }

    private static func judged(
        _ application: CertificateApplication, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> CertificateDecision {
        if let renewing = application.renewing { return try renewal(of: renewing, &store, context) }
        guard let challenge = application.challenge, !challenge.isEmpty else { return .refused("it has no challenge") }
        switch try store.useChallenge(hash: Challenges.hash(challenge), at: context.now) {
        case .taken(let name, let device): return .granted(name: name, device: device?.text)
        case .unknown: return .refused("its challenge is none of ours")
        case .used: return .refused("its challenge was used before")
        case .expired: return .refused("its challenge has expired")
        }
    }

    /// A device that has a certificate may have the next one for it.
    private static func renewal(
        of certificate: CertificateFacts, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> CertificateDecision {
        guard let known = try store.certificate(certificate.fingerprint), known.state == .bound,
            let device = known.device
        else { return .refused("the certificate that signed it is bound to no device") }
        return .granted(name: CertificateName.common(in: known.subject) ?? context.ids.next(), device: device.text)
    }
}

/// What a certificate calls its holder.
enum CertificateName {
    /// The common name in a subject as RFC 4514 writes it; nil where there is none that could be one of ours.
    static func common(in subject: String) -> String? {
        let parts = subject.split(whereSeparator: { $0 == "," || $0 == "+" })
        guard let part = parts.first(where: { $0.hasPrefix("CN=") }) else { return nil }
        let name = part.dropFirst(3)
        let isPlain = name.utf8.allSatisfy {
            $0 == UInt8(ascii: "-") || Character(UnicodeScalar($0)).isLetter || Character(UnicodeScalar($0)).isNumber
        }
        return isPlain && (1...64).contains(name.utf8.count) ? String(name) : nil
    }
}
