import AppleMDM
import Crypto
import FleetSimulator
import Foundation

/// What the server has answered for up to now, as those remember it who got the answers. It only grows: a crash takes back
/// nothing of it.
struct Promises: Sendable {
    /// How far an enrolment was acknowledged.
    enum Enrolment: Int, Sendable { case none, authenticated, enrolled }

    /// A plan that was answered for.
    enum Plan: Sendable { case active, cancelled, perhapsCancelled }

    struct Device: Sendable {
        /// How often each request with a report was answered 200, by the SHA-256 of its body.
        var reports: [String: Int] = [:]
        var enrolment = Enrolment.none
        /// How often the device began to enrol: from then on an earlier enrolment may be over.
        var attempts = 0
        var hasToken = false
        /// Commands whose results were answered 200.
        var commands: Set<String> = []
    }

    private(set) var devices: [String: Device] = [:]
    private(set) var plans: [String: Plan] = [:]

    /// How many reports were acknowledged.
    var reports: Int { devices.values.reduce(0) { $0 + $1.reports.values.reduce(0, +) } }

    /// A device is about to send this.
    mutating func sent(_ request: WitnessedRequest) {
        guard request.kind == .authenticate else { return }
        devices[request.udid, default: Device()].attempts += 1
        devices[request.udid, default: Device()].hasToken = false
        if devices[request.udid]?.enrolment == .enrolled { devices[request.udid]?.enrolment = .authenticated }
    }

    /// A device got this answer. Returns what is wrong with it.
    mutating func answered(_ request: WitnessedRequest, _ answer: WitnessedAnswer) -> Loss? {
        if let wrong = Promises.fault(of: answer, to: request) { return wrong }
        guard (200..<300).contains(answer.status) else { return nil }
        var device = devices[request.udid, default: Device()]
        defer { devices[request.udid] = device }
        switch request.kind {
        case .authenticate: device.enrolment = .authenticated
        case .tokenUpdate: device.enrolment = .enrolled
        case .setBootstrapToken: device.hasToken = true
        case .status: device.reports[Promises.sha256(request.body), default: 0] += 1
        case .commandAnswer, .idlePoll: return connected(request, answer, &device)
        case .profile, .certificate, .getBootstrapToken, .tokens, .declarationItems, .declaration: break
        }
        return nil
    }

    mutating func made(plan id: String) { plans[id] = .active }

    /// Asked to cancel it: until the answer comes it may be either.
    mutating func cancelling(plan id: String) { plans[id] = .perhapsCancelled }

    mutating func cancelled(plan id: String) { plans[id] = .cancelled }

    /// A result is noted, and the next command must be one whose result was not yet taken.
    private func connected(
        _ request: WitnessedRequest, _ answer: WitnessedAnswer, _ device: inout Device
    ) -> Loss? {
        if let report = try? DeviceReport(plist: request.body), let command = report.commandUUID,
            [.acknowledged, .error, .commandFormatError].contains(report.status)
        {
            device.commands.insert(command)
        }
        guard let next = try? CommandEnvelope(plist: answer.body), device.commands.contains(next.commandUUID) else {
            return nil
        }
        return Loss(.command, request.udid, "command \(next.commandUUID), whose result was answered 200")
    }

    /// Whatever happens to the server, a device gets 200, or 503 and when to come again, and 404 only to the fetch of a
    /// declaration.
    private static func fault(of answer: WitnessedAnswer, to request: WitnessedRequest) -> Loss? {
        switch answer.status {
        case 200..<300: return nil
        case 404 where request.kind == .declaration: return nil
        case 503 where answer.retryAfter != nil: return nil
        case 503: return Loss(.answer, request.udid, "503 without Retry-After to \(request.kind.rawValue)")
        default: return Loss(.answer, request.udid, "\(answer.status) to \(request.kind.rawValue)")
        }
    }

    /// As the interface has it: lower-case hexadecimal.
    static func sha256(_ body: Data) -> String {
        SHA256.hash(data: body).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0\(digits)" : digits
        }.joined()
    }
}
