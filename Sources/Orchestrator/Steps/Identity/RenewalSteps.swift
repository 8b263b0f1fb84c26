import AppleMDM
import AppleManagement
import Ports
import RatchetCore
import Storage

/// Certificates are renewed in time: Apple's devices do not ask for it themselves. A device that is asked gets the profile that
/// it has, with a fresh challenge.
enum RenewalSteps {
    /// What the command of a renewal carries until it is delivered: a challenge is made for each delivery, and never kept.
    static let arguments = "[\"renew-identity\"]"

    /// Asks devices whose certificates end soon, those that end first before the others. Returns how many were asked.
    static func ask(_ store: inout StoreTransaction, _ context: StepContext) throws -> StepOutcome<Int> {
        let settings = context.settings.enrolment
        let due = try store.certificatesToRenew(
            endingBefore: context.now + settings.renewalWindow, askedBefore: context.now - settings.renewalRetry,
            limit: settings.renewalsAtOnce)
        guard !due.isEmpty, try store.agreedTerms() != nil else { return StepOutcome(0) }
        // A unit of work that touches several devices takes them in the order of their ids.
        for certificate in due.sorted(by: { ($0.device?.text ?? "") < ($1.device?.text ?? "") }) {
            try ask(certificate, &store, context)
        }
        return StepOutcome(due.count, wakes: [WorkKind.push])
    }

    private static func ask(
        _ certificate: CertificateRow, _ store: inout StoreTransaction, _ context: StepContext
    ) throws {
        guard let device = certificate.device, try store.lock(device) != nil,
            let channel = try store.deviceChannel(of: device), channel.state == .enrolled
        else { return }
        try store.queueCommand(
            InstallProfileCommand.requestType, arguments: arguments, id: context.ids.next(), for: channel.id,
            at: context.now)
        try store.noteRenewalAsked(certificate.fingerprint, at: context.now)
        try store.record(
            "identity.renewal-asked", by: "service", of: device,
            ["certificate": certificate.fingerprint, "until": "\(certificate.notAfter)"], context)
        try store.wake(channel.id, at: context.now)
    }

    /// The profile that renews a device's certificate; nil where no profile was ever issued.
    static func command(
        for channel: EnrolmentRow, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> InstallProfileCommand? {
        guard let agreed = try store.agreedTerms() else { return nil }
        let bound = try channel.certificate.flatMap { fingerprint in try store.certificate(fingerprint) }
        let name = bound.flatMap { CertificateName.common(in: $0.subject) } ?? context.ids.next()
        // Under the terms that were agreed, whatever is configured now: a device takes no others.
        let profile = try EnrolmentProfiles.make(agreed, name: name, for: channel.device, &store, context)
        return InstallProfileCommand(payload: profile)
    }
}
