/// What the interface says after a restart.
struct Findings: Sendable {
    struct Device: Sendable {
        /// `authenticated`, `enrolled`, `checked-out`.
        var enrolment: String
        var hasToken: Bool
    }

    /// By UDID.
    var devices: [String: Device] = [:]
    /// How often each request with a report is listed, by device and SHA-256.
    var reports: [String: [String: Int]] = [:]
    /// `active`, `cancelled`, by id.
    var plans: [String: String] = [:]
}

/// Holds what the server says after a restart against what it had answered for.
enum Judge {
    /// - Parameters:
    ///   - before: what was promised before the server was asked.
    ///   - after: what was promised when it had answered: what changed meanwhile is not judged.
    static func losses(of before: Promises, _ after: Promises, in found: Findings) -> [Loss] {
        devices(before, after, found) + reports(before, found) + plans(before, after, found)
    }

    private static func reports(_ promises: Promises, _ found: Findings) -> [Loss] {
        promises.devices.sorted { $0.key < $1.key }.flatMap { udid, device -> [Loss] in
            let listed = found.reports[udid] ?? [:]
            let missing = device.reports.filter { listed[$0.key, default: 0] < $0.value }
            return missing.sorted { $0.key < $1.key }.map { sha256, times in
                let there = listed[sha256, default: 0]
                return Loss(
                    .report, udid, "requestSHA256 \(sha256): answered 200 \(words(times)), listed \(words(there))")
            }
        }
    }

    private static func words(_ times: Int) -> String {
        switch times {
        case 0: "never"
        case 1: "once"
        default: "\(times) times"
        }
    }

    private static func devices(_ before: Promises, _ after: Promises, _ found: Findings) -> [Loss] {
        before.devices.sorted { $0.key < $1.key }.compactMap { udid, device in
            let isSteady = after.devices[udid]?.attempts == device.attempts
            guard device.enrolment != .none, let there = found.devices[udid] else {
                return device.enrolment == .none ? nil : Loss(.enrolment, udid, "it had enrolled and is unknown")
            }
            guard isSteady else { return nil }
            if device.enrolment == .enrolled, there.enrolment != "enrolled" {
                return Loss(.enrolment, udid, "its TokenUpdate was answered 200, and it is \(there.enrolment)")
            }
            if device.hasToken, !there.hasToken {
                return Loss(.token, udid, "its bootstrap token was taken, and there is none")
            }
            return nil
        }
    }

    private static func plans(_ before: Promises, _ after: Promises, _ found: Findings) -> [Loss] {
        before.plans.sorted { $0.key < $1.key }.compactMap { id, promised in
            guard let state = found.plans[id] else {
                return Loss(.plan, nil, "plan \(id) was answered 201 and is gone")
            }
            guard after.plans[id] == promised else { return nil }
            switch promised {
            case .active where state != "active": return Loss(.plan, nil, "plan \(id) is \(state); nobody cancelled it")
            case .cancelled where state != "cancelled":
                return Loss(.plan, nil, "plan \(id) was cancelled and is \(state)")
            default: return nil
            }
        }
    }
}
