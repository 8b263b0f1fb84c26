import AppleManagement
import RatchetCore
import Storage

/// The one place that answers "is it current?" for a device: everything that shows a verdict asks here.
struct DeviceJudge {
    let planner: Planner
    let now: Instant
    let limits: EnforcementLimits
    /// The last good fetch of the feed, where fetches have failed for longer than an interval since.
    private let staleFeed: Evidence?
    /// Why nobody is woken at present; nil while pushes are sent.
    private let stopped: Evidence?

    init(_ store: inout StoreTransaction, _ context: StepContext) throws {
        (planner, now) = (try context.planner(&store), context.now)
        limits = context.settings.limits
        stopped = try store.pushState().stop.map { Evidence(.push, at: $0.at, ref: $0.reason) }
        let feed = try store.catalogStatus()
        let isLate = feed.lastGoodAt.map { context.now > $0 + context.settings.lookupInterval } ?? false
        staleFeed =
            feed.lastProblem != nil && isLate
            ? feed.lastGoodAt.map { Evidence(.feed, at: $0, ref: "last good fetch") } : nil
    }

    /// The device with its verdict.
    func judged(_ row: DeviceRow, _ store: inout StoreTransaction) throws -> JudgedDevice {
        try judged(row, open: try store.openEnforcement(of: row.id), &store)
    }

    private func judged(
        _ row: DeviceRow, open: Enforcement?, _ store: inout StoreTransaction
    ) throws -> JudgedDevice {
        let channel = try store.deviceChannel(of: row.id)
        let verdict = try verdict(for: row, channel: channel, open: open, &store)
        return JudgedDevice(device: DeviceSummary(row, channel), verdict: verdict, state: open?.state)
    }

    /// The device with what one plan makes of it: where another plan comes first, that is the reason, and where the plan has
    /// nothing to do, why not.
    func judged(_ row: DeviceRow, under plan: Plan, _ store: inout StoreTransaction) throws -> JudgedDevice {
        let open = try store.openEnforcement(of: row.id)
        let judged = try judged(row, open: open, &store)
        guard plan.state == .active, open.map({ $0.plan != plan.id }) ?? true else { return judged }
        let standings = try standings(of: row, open: open, &store)
        switch standings.first(where: { $0.plan.id == plan.id })?.standing {
        case .outranked(let planned):
            let first = standings.first.map(\.plan.evidence).map { [$0] } ?? []
            let verdict = Verdict(
                .notYet, .otherPlan, evidence: first, causes: [Cause(.otherPlan, .reviewPlans, evidence: first)],
                details: ["target": planned.target.name, "deadline": "\(planned.deadline)"])
            return JudgedDevice(device: judged.device, verdict: verdict, state: nil)
        case .rests(let verdict):
            let context = ExplainContext(now: now, lastContact: row.lastContact, limits: limits)
            return JudgedDevice(
                device: judged.device, verdict: verdict.completed(for: row.facts, in: context), state: nil)
        case .wins, nil: return judged
        }
    }

    /// The verdict on a device with this open enforcement, or none.
    func verdict(
        for row: DeviceRow, channel: EnrolmentRow?, open: Enforcement?, _ store: inout StoreTransaction
    ) throws -> Verdict {
        var context = try explainContext(row, channel, &store)
        if let open {
            context.targetMissing = try missing(open.target, for: row.facts, &store)
            context.outrankedPlan = try outranked(by: open, for: row, &store)
            context.declaration = channel?.isBehind == false ? DeclarationIdentifier.enforcement : nil
            return open.verdict(for: row.facts, in: context)
        }
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

    /// The newest good fetch, if the target stands in no row for the device any more that it had.
    private func missing(
        _ target: Target, for device: DeviceFacts, _ store: inout StoreTransaction
    ) throws -> Evidence? {
        guard let key = device.feedKey, let fetched = try store.catalogStatus().lastGoodAt else { return nil }
        let isThere = planner.catalog.enforceableRows(for: key).contains {
            $0.isPresent && target.names($0.release)
        }
        return isThere ? nil : Evidence(.feed, at: fetched, ref: target.name)
    }

    /// The newest plan that would take the device further and comes after the one that is followed.
    private func outranked(
        by open: Enforcement, for row: DeviceRow, _ store: inout StoreTransaction
    ) throws -> Evidence? {
        let outranked = try standings(of: row, open: open, &store).compactMap { standing -> Plan? in
            guard case .outranked(let planned) = standing.standing, planned.target.version > open.target.version else {
                return nil
            }
            return standing.plan
        }
        return outranked.max { $0.number < $1.number }?.evidence
    }

    private func explainContext(
        _ row: DeviceRow, _ channel: EnrolmentRow?, _ store: inout StoreTransaction
    ) throws -> ExplainContext {
        var nextPush: Instant?
        if let channel {
            nextPush = try store.pending(subject: channel.id.text).first { $0.kind == WorkKind.push }
                .map { Instant(microseconds: $0.dueAt) }
        }
        var context = ExplainContext(now: now, lastContact: row.lastContact, nextPush: nextPush, limits: limits)
        if let channel, channel.pushRefusal != nil || nextPush != nil {
            context.pushRefusal = try pushRefusal(of: row, channel, &store)
        }
        context.staleFeed = staleFeed
        context.unappliedReport = try store.newestUnapplied(of: row.id)
        return context
    }

    /// The newest push of the device's own channel, where the service refused it or was not reached.
    private func pushRefusal(
        of row: DeviceRow, _ channel: EnrolmentRow, _ store: inout StoreTransaction
    ) throws -> Evidence? {
        if let stopped { return stopped }
        for event in try store.newestPushes(of: row.id, limit: DeviceJudge.pushesLookedAt) {
            let fields = EventBody.fields(event.body)
            guard fields["channel"] == channel.id.text else { continue }
            return fields["reason"].map { Evidence(.push, at: event.at, ref: $0) }
        }
        // The event is older than events are kept: what is known is since when the device has been silent.
        return channel.pushRefusal.map { Evidence(.push, at: row.lastContact, ref: $0) }
    }

    /// Users' channels are pushed to beside the device's.
    private static let pushesLookedAt = 20
}

extension PlannedTarget {
    /// The verdict between a plan's wish and the enforcement that the next decision makes of it.
    fileprivate func verdict(for device: DeviceFacts, now: Instant) -> Verdict {
        Verdict(
            .notYet, .planned, evidence: [plan.evidence, row.evidence],
            next: Expectation(.offer, by: now),
            details: [
                "target": target.name, "deadline": "\(deadline)", "state": EnforcementState.planned.rawValue,
                "rule": plan.rule.description,
            ])
    }
}
