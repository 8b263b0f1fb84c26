public import RatchetCore
import Storage

/// What a plan would do if it were created now.
public struct PlanPreview: Sendable, Equatable {
    /// Devices that would be told to install one release.
    public struct TargetCount: Sendable, Equatable {
        public let platform: String
        public let target: Target
        public var devices = 0
        /// How many of them would go to another major version.
        public var crossingMajor = 0
        /// The earliest and the latest deadline among them.
        public var firstDeadline: LocalDateTime
        public var lastDeadline: LocalDateTime
    }

    /// Devices that would not be told to, for one reason.
    public struct Exclusion: Sendable, Equatable {
        public let verdict: Verdict
        public var devices = 0
    }

    /// Devices that are on their way under another plan, which this one would take over.
    public struct TakenOver: Sendable, Equatable {
        public let plan: PlanLabel
        public let devices: Int
    }

    public let name: String
    public let rule: VersionRule
    /// Devices that the plan covers now.
    public internal(set) var total = 0
    /// Newest version first.
    public internal(set) var targets: [TargetCount] = []
    /// How many would go to another major version.
    public internal(set) var crossingMajor = 0
    public internal(set) var alreadyCurrent = 0
    /// The most devices first.
    public internal(set) var exclusions: [Exclusion] = []
    /// How many of the devices with a target would keep another plan's, because that plan wins.
    public internal(set) var outranked = 0
    /// The plans that devices would leave for it, the newest first.
    public internal(set) var takesOver: [TakenOver] = []
}

/// Judges a plan that does not exist yet for every device that it would cover.
struct PlanRehearsal {
    private let plan: Plan
    private let planner: Planner
    private let now: Instant
    private var preview: PlanPreview
    /// How many devices would leave each other plan.
    private var leaving: [PlanID: Int] = [:]

    private init(_ new: NewPlan, planner: Planner, now: Instant) {
        // Of all plans it would be the newest, which decides where everything else is equal.
        plan = Plan(
            id: new.id, number: .max, name: new.name, rule: new.rule, scope: new.scope, deadline: new.deadline,
            detailsURL: new.detailsURL, followsImprovements: new.followsImprovements, priority: new.priority,
            urgentBecause: new.urgentBecause, createdAt: now)
        (self.planner, self.now) = (planner, now)
        preview = PlanPreview(name: new.name, rule: new.rule)
    }

    static func preview(
        _ new: NewPlan, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> PlanPreview {
        var rehearsal = PlanRehearsal(new, planner: try context.planner(&store), now: context.now)
        let (fleet, table) = try rehearsal.fleet(&store, context)
        for group in FleetGroups(fleet).groups { rehearsal.count(group, table) }
        let left = try store.plans().compactMap { plan in
            rehearsal.leaving[plan.id].map { PlanPreview.TakenOver(plan: PlanLabel(plan), devices: $0) }
        }
        rehearsal.preview.takesOver = left
        return rehearsal.sorted
    }

    /// The devices that the plan would cover, as a planner sees them with it.
    private func fleet(
        _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> (fleet: [PlanningFacts], table: FleetTable) {
        let (rivals, members) = (try PlanCoverage(&store), try store.members(of: plan.scope))
        var (fleet, situations): ([PlanningFacts], Situations) = ([], context.caches.situations.known)
        for device in try store.deviceRevisions() where members?.contains(device.id) ?? true {
            guard let situation = try situations.number(of: device, &store) else { continue }
            let others = rivals.plans(covering: device.id)
            let current = others.isEmpty ? nil : try store.openEnforcement(of: device.id)
            let policy = situations.table.number(plans: others + [plan], current: current)
            fleet.append(situations.table.facts(in: situation, under: policy))
        }
        context.caches.situations.keep(situations)
        return (fleet, situations.table)
    }

    private var sorted: PlanPreview {
        var preview = preview
        preview.targets.sort { left, right in
            left.target.version == right.target.version
                ? (left.platform, left.target.name) < (right.platform, right.target.name)
                : left.target.version > right.target.version
        }
        preview.exclusions.sort {
            ($1.devices, $0.verdict.reason.rawValue) < ($0.devices, $1.verdict.reason.rawValue)
        }
        return preview
    }

    private mutating func count(_ group: FleetGroups.Group, _ table: FleetTable) {
        preview.total += group.count
        let situation = table.situation(group.facts.situation)
        switch planner.judge(plan, for: situation, now: now) {
        case .wants(let planned):
            count(planned, from: situation.installed, group.count)
            guard case .wants(let winner) = planner.decide(group, of: table, now: now) else { return }
            if winner.plan.id != plan.id {
                preview.outranked += group.count
                return
            }
            if let now = table.policy(group.facts.policy).current?.plan { leaving[now, default: 0] += group.count }
        case .rests(let verdict) where verdict.answer == .yes: preview.alreadyCurrent += group.count
        case .rests(let verdict): count(verdict, group.count)
        }
    }

    private mutating func count(_ planned: PlannedTarget, from installed: InstalledOS?, _ devices: Int) {
        let platform = planned.row.release.platform
        let isCrossing = installed.map { $0.version.major != planned.target.version.major } ?? false
        let known = preview.targets.firstIndex { $0.platform == platform && $0.target == planned.target }
        let index = known ?? preview.targets.endIndex
        if known == nil {
            preview.targets.append(
                PlanPreview.TargetCount(
                    platform: platform, target: planned.target, firstDeadline: planned.deadline,
                    lastDeadline: planned.deadline))
        }
        preview.targets[index].devices += devices
        preview.targets[index].crossingMajor += isCrossing ? devices : 0
        preview.targets[index].firstDeadline = min(preview.targets[index].firstDeadline, planned.deadline)
        preview.targets[index].lastDeadline = max(preview.targets[index].lastDeadline, planned.deadline)
        preview.crossingMajor += isCrossing ? devices : 0
    }

    private mutating func count(_ verdict: Verdict, _ devices: Int) {
        if let index = preview.exclusions.firstIndex(where: { $0.verdict.reason == verdict.reason }) {
            preview.exclusions[index].devices += devices
        } else {
            // What is said of one group is not said of all: only the rule stays.
            let general = Verdict(
                verdict.answer, verdict.reason, causes: verdict.causes,
                details: verdict.details.filter { $0.key == "rule" })
            preview.exclusions.append(PlanPreview.Exclusion(verdict: general, devices: devices))
        }
    }
}
