import Foundation
import RatchetCore
import Storage

/// The step that explains a device.
public enum AdminExplain {
    /// How many ended enforcements are shown.
    static let history = 20

    public static func explain(_ word: String) -> AdminReading<Explanation> {
        { store, context in
            let row = try store.requireDevice(word)
            let channel = try store.deviceChannel(of: row.id)
            let open = try store.openEnforcement(of: row.id)
            let judge = try DeviceJudge(&store, context)
            let verdict = try judge.verdict(for: row, channel: channel, open: open, &store)
            let all = try store.enforcements(of: row.id, limit: history + 1)
            let shown = open ?? all.first
            let past = all.filter { $0.id != shown?.id }.prefix(history)
            var plans = PlanLabels()
            return Explanation(
                device: try DeviceSummary(row, channel, &store, context), verdict: verdict,
                enforcement: try shown.map { try plans.summary(of: $0, &store) },
                history: try past.map { try plans.summary(of: $0, &store) },
                plans: try judge.standings(of: row, open: open, &store),
                expectedNotices: notices(of: open, for: row.facts, now: context.now))
        }
    }

    /// Phase 4 is inferred: only a prepared update is being announced.
    static func notices(of open: Enforcement?, for device: DeviceFacts, now: Instant) -> [ExpectedNotice] {
        guard let open, open.state == .prepared else { return [] }
        return ExpectedNotices.before(open.deadline, from: wallClock(of: device, at: now))
    }

    /// What the device's clock shows, where it told its zone; else what one in UTC shows.
    private static func wallClock(of device: DeviceFacts, at now: Instant) -> LocalDateTime {
        let date = Date(timeIntervalSince1970: Double(now.seconds))
        let offset = device.timeZone.flatMap { TimeZone(identifier: $0) }?.secondsFromGMT(for: date) ?? 0
        return LocalDateTime(utc: now + .seconds(offset))
    }
}

/// What plans are called, each asked for once.
private struct PlanLabels {
    private var known: [PlanID: PlanLabel] = [:]

    mutating func summary(of enforcement: Enforcement, _ store: inout StoreTransaction) throws -> EnforcementSummary {
        if let label = known[enforcement.plan] { return EnforcementSummary(enforcement: enforcement, plan: label) }
        guard let plan = try store.findPlan(enforcement.plan.text) else {
            throw StoreError.corrupt("an enforcement's plan is gone")
        }
        let label = PlanLabel(plan)
        known[enforcement.plan] = label
        return EnforcementSummary(enforcement: enforcement, plan: label)
    }
}
