import AdminAPI
import ApplePush
import Foundation
import Ports
import RatchetCore

/// What a try of the push certificate brought.
enum PushCheck {
    /// No device has it: the service refuses it, and nothing else if certificate and topic are right.
    private static let nobody = Data(repeating: 0, count: 32)
    /// Where a stand-in needs no certificate.
    private static let anyTopic = "com.apple.mgmt.External.00000000-0000-0000-0000-000000000000"

    struct Report: Encodable {
        /// Of the push service.
        let service: String
        @OrNull var certificate: PushResource.Certificate?
        @OrNull var problem: String?
        /// `tls` and `http2` where the connection came about; `plain` for a stand-in without TLS.
        let connection: String
        /// What the service answered to a token that no device has.
        @OrNull var answer: String?
        let takesCertificate: Bool
        @OrNull var device: PushAnswerResource?

        var isGood: Bool {
            takesCertificate && problem == nil && (certificate?.daysLeft ?? 0) >= 0
                && (device?.outcome ?? "accepted") == "accepted"
        }
    }

    static func run(_ choice: PushServiceChoice, now: Instant) async throws -> Report {
        let client = PushClient(choice, connections: 1)
        let standing = await client.refreshed()
        let canTry = standing.certificate != nil || !choice.isEncrypted
        let outcome = canTry ? await client.send(probe(standing, now)) : nil
        await client.close()
        let (answer, isTaken) = outcome.map(words) ?? (nil, false)
        return Report(
            service: choice.url, certificate: standing.certificate.map { .init($0, now: now) },
            problem: standing.problem, connection: connection(choice, isTaken), answer: answer,
            takesCertificate: isTaken)
    }

    private static func probe(_ standing: PushStanding, _ now: Instant) -> PushRequest {
        PushRequest(
            token: nobody, topic: standing.certificate?.topic ?? anyTopic, magic: "ratchet push check",
            expiration: 0)
    }

    private static func words(_ outcome: PushOutcome) -> (String?, Bool) {
        switch outcome {
        case .accepted: ("200", true)
        case .tokenRefused(let reason, _): (reason, reason.hasSuffix("BadDeviceToken") || reason.hasPrefix("410"))
        case .requestRefused(let reason), .topicRefused(let reason, _), .tooMany(let reason),
            .unavailable(let reason):
            (reason, false)
        }
    }

    /// An answer came about only over HTTP/2, which the client insists on where there is TLS.
    private static func connection(_ choice: PushServiceChoice, _ hasAnswer: Bool) -> String {
        guard choice.isEncrypted else { return "plain" }
        return hasAnswer ? "tls, http2" : "none, or none that lasts"
    }
}

extension PushCheck.Report {
    /// A line for each thing that was looked at.
    var words: [String] {
        var lines = ["Push service: \(service)"]
        if let certificate {
            lines += PushCommand.words(for: certificate)
        }
        if let problem { lines.append("Problem: \(problem).") }
        if let answer {
            lines.append("Connection: \(connection)")
            lines.append(verdict(answer))
        }
        return lines
    }

    private func verdict(_ answer: String) -> String {
        if answer == "200" {
            return "The push service took a token that no device has (200): a stand-in may, Apple's own never does."
        }
        return takesCertificate
            ? "The push service takes the certificate: it refused only a token that no device has (\(answer))."
            : "The push service does not take the certificate, or was not reached: \(answer)"
    }
}

extension PushAnswerResource {
    /// What came of the push.
    var words: String {
        outcome == "accepted"
            ? "The push to device \(device) was taken (\(detail)). If the device is on, it comes now."
            : "The push to device \(device) was not taken: \(outcome), \(detail)."
    }
}

extension PushResource.Certificate {
    init(_ certificate: PushCertificate, now: Instant) {
        self.init(
            topic: certificate.topic, subject: certificate.subject, fingerprint: certificate.fingerprint,
            expiresAt: certificate.expiresAt.description, daysLeft: certificate.daysLeft(at: now))
    }
}
