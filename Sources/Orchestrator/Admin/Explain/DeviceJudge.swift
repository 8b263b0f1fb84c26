import RatchetCore
import Storage

/// The one place that answers "is it current?" for a device: everything that shows a verdict asks here.
struct DeviceJudge {
    let planner: Planner
    let now: Instant
    let limits: EnforcementLimits

    init(_ store: inout StoreTransaction, _ context: StepContext) throws {
        (planner, now) = (try context.planner(&store), context.now)
        limits = context.settings.limits
    }

    /// The device with its verdict.
    func judged(_ row: DeviceRow, _ store: inout StoreTransaction) throws -> JudgedDevice {
        let channel = try store.deviceChannel(of: row.id)
        let open = try store.openEnforcement(of: row.id)
        let verdict = try verdict(for: row, channel: channel, open: open, &store)
        return JudgedDevice(device: DeviceSummary(row, channel), verdict: verdict, state: open?.state)
    }

    /// The verdict on a device with this open enforcement, or none.
    func verdict(
        for row: DeviceRow, channel: EnrolmentRow?, open: Enforcement?, _ store: inout StoreTransaction
    ) throws -> Verdict {
        var context = try explainContext(row, channel, &store)
        context.isTargetMissing = open.map { isMissing($0.target, for: row.facts) } ?? false
        if let open { return open.verdict(for: row.facts, in: context) }
        switch planner.decide(plans: try store.activePlans(covering: row.id), for: row.facts, now: now) {
        case .wants(let planned):
            return planned.verdict(for: row.facts, now: now).completed(for: row.facts, in: context)
        case .rests(let verdict): return verdict.completed(for: row.facts, in: context)
        }
    }

    /// Where every plan that covers the device stands.
    func standings(of row: DeviceRow, open: Enforcement?, _ store: inout StoreTransaction) throws -> [PlanStanding] {
        let plans = try store.activePlans(covering: row.id)
        return planner.standings(plans: plans, for: row.facts, current: open, now: now)
    }

    /// The target stands in no row for the device any more that the newest good fetch had.
    private func isMissing(_ target: Target, for device: DeviceFacts) -> Bool {
        guard let key = device.feedKey else { return false }
        return !planner.catalog.enforceableRows(for: key).contains {
            $0.isPresent && $0.release.version == target.version
        }
    }

    private func explainContext(
        _ row: DeviceRow, _ channel: EnrolmentRow?, _ store: inout StoreTransaction
    ) throws -> ExplainContext {
        var nextPush: Instant?
        if let channel {
            nextPush = try store.pending(subject: channel.id.text).first { $0.kind == WorkKind.push }
                .map { Instant(microseconds: $0.dueAt) }
        }
        return ExplainContext(
            now: now, lastContact: row.lastContact, nextPush: nextPush, pushRefusal: channel?.pushRefusal,
            unappliedReports: try store.unappliedReports(of: row.id), limits: limits)
    }
}

extension PlannedTarget {
    /// The verdict between a plan's wish and the enforcement that the next decision makes of it.
    fileprivate func verdict(for device: DeviceFacts, now: Instant) -> Verdict {
        Verdict(
            .notYet, .planned, evidence: [Evidence(.plan, at: plan.createdAt, ref: plan.id.text), row.evidence],
            next: Expectation(.offer, by: now),
            details: [
                "target": target.name, "deadline": "\(deadline)", "state": EnforcementState.planned.rawValue,
                "rule": plan.rule.description,
            ])
    }
}
