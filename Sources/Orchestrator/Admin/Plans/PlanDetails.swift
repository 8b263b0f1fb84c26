public import RatchetCore
import Storage

/// A plan with what it does to the devices that it covers now.
public struct PlanDetails: Sendable, Equatable {
    /// Devices that somebody should look at.
    public struct Attention: Sendable, Equatable {
        public internal(set) var count = 0
        /// By number, at most `AdminLimits.attention`.
        public internal(set) var first: [JudgedDevice] = []
    }

    public let summary: PlanSummary
    /// How many devices it covers now.
    public let total: Int
    /// The most devices first.
    public let verdicts: [VerdictCount]
    public let funnel: PlanFunnel
    /// Devices that reported the target's version since the plan was made.
    public let curve: CompletionCurve
    /// The first and the last deadline that its devices were given, on their own clocks; nil while none was.
    public let deadlines: ClosedRange<LocalDateTime>?
    public let attention: Attention
}

extension PlanDetails {
    init(_ plan: Plan, _ store: inout StoreTransaction, _ context: StepContext) throws {
        let census = try PlanCensus(of: plan, &store, context)
        let judge = try DeviceJudge(&store, context)
        var attention = Attention(count: census.needy.count)
        for row in try census.needy.prefix(AdminLimits.attention).compactMap({ try store.device($0) }) {
            attention.first.append(try judge.judged(row, under: plan, &store))
        }
        self.init(
            summary: try PlanSummary(plan, try store.enforcementCountsByPlan(), &store), total: census.total,
            verdicts: census.verdicts, funnel: PlanFunnel(census.places), curve: census.curve(now: context.now),
            deadlines: census.deadlines, attention: attention)
    }
}

/// Every device that a plan covers, looked at once.
private struct PlanCensus {
    private let plan: Plan
    private(set) var places: [PlanFunnel.Place: Int] = [:]
    /// Those that somebody should look at, by number.
    private(set) var needy: [DeviceID] = []
    private(set) var deadlines: ClosedRange<LocalDateTime>?
    private var doneAt: [Instant] = []
    private var undated = 0

    init(of plan: Plan, _ store: inout StoreTransaction, _ context: StepContext) throws {
        self.plan = plan
        var briefs = try FleetBriefs(&store, context)
        let members = try store.members(of: plan.scope)
        let progress = Dictionary(uniqueKeysWithValues: try store.progress(of: plan.id).map { ($0.device, $0) })
        for device in briefs.devices where members?.contains(device.id) ?? true {
            let own = progress[device.id]
            guard let brief = try briefs.brief(of: device, under: plan, isFollowed: own?.isOpen ?? false, &store) else {
                continue
            }
            let place = PlanFunnel.Place(
                furthest: own?.furthest, isOpen: own?.isOpen ?? false, answer: brief.answer, reason: brief.reason)
            places[place, default: 0] += 1
            if brief.answer.needsALook(brief.reason) { needy.append(device.id) }
            if let own { take(own, isDone: place.station == .done) }
        }
        context.caches.situations.keep(briefs.situations)
    }

    private mutating func take(_ progress: EnforcementProgress, isDone: Bool) {
        if let deadline = progress.deadline {
            let known = deadlines ?? deadline...deadline
            deadlines = min(known.lowerBound, deadline)...max(known.upperBound, deadline)
        }
        guard isDone else { return }
        if let at = progress.doneAt { doneAt.append(at) } else { undated += 1 }
    }

    var total: Int { places.values.reduce(0, +) }

    var verdicts: [VerdictCount] {
        var counts: [Reason: VerdictCount] = [:]
        for (place, devices) in places {
            let none = VerdictCount(answer: place.answer, reason: place.reason, devices: 0)
            counts[place.reason, default: none].devices += devices
        }
        return counts.values.ranked
    }

    /// From the plan's start to now; a plan that is over, or has brought everybody it could, ends with its last device.
    func curve(now: Instant) -> CompletionCurve {
        let isOver = plan.state == .cancelled || !places.contains { $0.key.isOnItsWay && $0.value > 0 }
        let last = [plan.cancelledAt, doneAt.max()].compactMap(\.self).max()
        return CompletionCurve(
            times: doneAt, undated: undated, from: plan.createdAt, until: isOver ? last ?? now : now)
    }
}
