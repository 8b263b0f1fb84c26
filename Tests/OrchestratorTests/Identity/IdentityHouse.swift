import AppleMDM
import Foundation
import Ports
import RatchetCore
import Storage
import TestSupport
import Testing

@testable import Orchestrator

extension CertificateFacts {
    /// A certificate that is good from a day before the tests begin, for so many days.
    static func sample(_ name: String, subject: String? = nil, days: Int = 365) -> CertificateFacts {
        CertificateFacts(
            fingerprint: "fingerprint-\(name)", subject: "CN=\(subject ?? name),O=Test", issuer: "CN=Authority",
            serial: name, notBefore: Installation.start - .days(1), notAfter: Installation.start + .days(days),
            isAuthority: false, key: .rsa)
    }
}

extension Settings {
    /// Those of a server at which devices can enrol.
    static var enrolling: Settings {
        Settings(
            enrolment: EnrolmentSettings(
                publicURL: "https://updates.example.org:8443", topic: "com.apple.mgmt.External.test"))
    }
}

extension Installation {
    /// What the audit log says, as `action actor`.
    func audited() async throws -> [String] {
        _ = try await runner.perform { store, context in
            try store.placeLines(limit: 1000) { AuditChain.link(after: $0, $1, $2) }
            return StepOutcome(())
        }
        return try await store.read { try $0.auditLines(after: 0, limit: 1000) }.map {
            "\($0.line.action) \($0.line.actor.kind.rawValue)"
        }
    }

    /// The code with which a message of a device is refused; nil if it is taken.
    func refusal(_ body: () async throws -> Void) async throws -> DeviceProblem.Code? {
        do {
            try await body()
            return nil
        } catch let problem as DeviceProblem {
            try await runner.perform { try RefusalSteps.count(problem, &$0, $1) }
            return problem.code
        }
    }

    /// The certificate that a channel is bound to.
    func bound(_ mac: WalkingMac) async throws -> String? {
        try await store.read { try $0.enrolment(mac.channel)?.certificate }
    }
}

extension WalkingMac {
    /// Polls and acknowledges until a command of this type comes.
    func poll(for type: String) async throws -> CommandEnvelope? {
        var next = try await say(.idle)
        while let envelope = next, envelope.command.requestType != type {
            next = try await say(.acknowledged, to: envelope.commandUUID)
        }
        return next
    }
}

extension EnrolmentProfile {
    var scep: SCEPPayload? { if case .scep(let payload) = identity { payload } else { nil } }
}
