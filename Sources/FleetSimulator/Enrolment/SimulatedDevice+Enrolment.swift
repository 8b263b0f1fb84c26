import AppleMDM
import Foundation

extension SimulatedDevice {
    mutating func startEnrolment() {
        enrolment = .enrolling
        errands = provisions + [.authenticate, .tokenUpdate]
        if identity.bootstrapToken != nil, traits.lack != .bootstrapToken { errands.append(.setBootstrapToken) }
        let isByAssistant = identity.isSupervised && index % DeviceManagement.setupAssistantShare == 1
        management?.awaitsConfiguration = isByAssistant
    }

    /// What it needs before it can say anything.
    private var provisions: [Errand] {
        guard let management else { return [] }
        if management.profile == nil { return [.profile, .certificate] }
        return management.credentials == nil ? [.certificate] : []
    }

    /// What is fetched and not said; nil for what is said.
    func procurement(of errand: Errand) -> DeviceAction? {
        switch errand {
        case .profile: .fetchProfile
        case .certificate: management?.profile.map { .certify($0.order) }
        case .renewal(let profile, _): .certify(profile.order)
        default: nil
        }
    }

    /// The profile has come.
    mutating func profileArrived(_ bytes: Data, at now: Date, in surroundings: Surroundings) {
        guard errands.first == .profile else { return }
        do {
            let profile = try HeldProfile(reading: bytes)
            management?.profile = profile
            identity.topic = profile.topic
            procured()
        } catch {
            profileRefused("\(error)", at: now, in: surroundings)
        }
    }

    /// There is no profile for it, or none that it takes.
    mutating func profileRefused(_ reason: String, at now: Date, in surroundings: Surroundings) {
        alarm("no enrolment profile: \(reason)", at: now)
        comeLater(at: now, in: surroundings)
    }

    /// Its order for a certificate has ended.
    mutating func certified(_ outcome: CertificateOutcome, at now: Date, in surroundings: Surroundings) {
        switch errands.first {
        case .certificate: certifiedFirst(outcome, at: now, in: surroundings)
        case .renewal(let profile, let command): certifiedAgain(outcome, profile, command, at: now)
        default: break
        }
    }

    private mutating func certifiedFirst(
        _ outcome: CertificateOutcome, at now: Date, in surroundings: Surroundings
    ) {
        switch outcome {
        case .issued(let credentials):
            management?.credentials = credentials
            procured()
        case .refused(let reason):
            alarm("no certificate: \(reason)", at: now)
            // A challenge is worth one certificate, so another profile is needed.
            management?.profile = nil
            errands.insert(.profile, at: 0)
            comeLater(at: now, in: surroundings)
        case .unavailable: unreachable(at: now, in: surroundings)
        }
    }

    /// The old certificate and the old profile stay where there is no new one.
    private mutating func certifiedAgain(
        _ outcome: CertificateOutcome, _ profile: HeldProfile, _ command: String, at now: Date
    ) {
        switch outcome {
        case .issued(let credentials):
            management?.profile = profile
            management?.credentials = credentials
            procured()
            errands.insert(.answer(report(.acknowledged, command)), at: 0)
        case .refused(let reason): refuse(command, "The SCEP server refused: \(reason).", at: now)
        case .unavailable: refuse(command, "The SCEP server did not answer.", at: now)
        }
    }

    private mutating func refuse(_ command: String, _ reason: String, at now: Date) {
        procured()
        var answer = report(.error, command)
        answer.errorChain = [CommandAnswers.error(4_001, reason)]
        errands.insert(.answer(answer), at: 0)
    }

    /// InstallProfile: the successor of its profile, which it takes with the certificate and not without.
    mutating func replaceProfile(_ held: HeldProfile, with payload: Data, _ command: String) {
        let fault: String?
        do {
            let profile = try HeldProfile(reading: payload)
            fault = held.objection(to: profile)
            if fault == nil { errands.insert(.renewal(profile, command: command), at: 0) }
        } catch {
            fault = "The profile cannot be installed: \(error)."
        }
        guard let fault else { return }
        var answer = report(.error, command)
        answer.errorChain = [CommandAnswers.error(4_001, fault)]
        errands.insert(.answer(answer), at: 0)
    }

    private mutating func procured() {
        timers.failedAttempts = 0
        timers.retry = nil
        if !errands.isEmpty { errands.removeFirst() }
    }
}
