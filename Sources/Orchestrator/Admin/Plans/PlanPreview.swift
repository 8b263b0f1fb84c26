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
}

/// Judges a plan that does not exist yet for every device that it would cover.
struct PlanRehearsal {
    private let plan: Plan
    private let planner: Planner
    private let now: Instant
    private(set) var preview: PlanPreview

    init(_ new: NewPlan, planner: Planner, now: Instant) {
        // Of all plans it would be the newest, which decides where everything else is equal.
        plan = Plan(
            id: new.id, number: .max, name: new.name, rule: new.rule, scope: new.scope, deadline: new.deadline,
            detailsURL: new.detailsURL, priority: new.priority, urgentBecause: new.urgentBecause, createdAt: now)
        (self.planner, self.now) = (planner, now)
        preview = PlanPreview(name: new.name, rule: new.rule)
    }

    static func preview(
        _ new: NewPlan, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> PlanPreview {
        var rehearsal = PlanRehearsal(new, planner: try context.planner(&store), now: context.now)
        try store.forEachDevice(in: new.scope) { device, store in
            rehearsal.count(
                device.facts, beside: try store.activePlans(covering: device.id),
                current: try store.openEnforcement(of: device.id))
        }
        return rehearsal.sorted
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

    private mutating func count(_ device: DeviceFacts, beside others: [Plan], current: Enforcement?) {
        preview.total += 1
        switch planner.judge(plan, for: device, now: now) {
        case .wants(let planned):
            count(planned, from: device.installed?.value)
            if case .wants(let winner) = planner.decide(plans: others + [plan], for: device, current: current, now: now),
                winner.plan.id != plan.id
            {
                preview.outranked += 1
            }
        case .rests(let verdict) where verdict.answer == .yes: preview.alreadyCurrent += 1
        case .rests(let verdict): count(verdict)
        }
    }

    private mutating func count(_ planned: PlannedTarget, from installed: InstalledOS?) {
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
        preview.targets[index].devices += 1
        preview.targets[index].crossingMajor += isCrossing ? 1 : 0
        preview.targets[index].firstDeadline = min(preview.targets[index].firstDeadline, planned.deadline)
        preview.targets[index].lastDeadline = max(preview.targets[index].lastDeadline, planned.deadline)
        preview.crossingMajor += isCrossing ? 1 : 0
    }

    private mutating func count(_ verdict: Verdict) {
        if let index = preview.exclusions.firstIndex(where: { $0.verdict.reason == verdict.reason }) {
            preview.exclusions[index].devices += 1
        } else {
            // What is said of one device is not said of all: only the rule stays.
            let shared = Verdict(
                verdict.answer, verdict.reason, causes: verdict.causes.map { Cause($0.reason, $0.wayOut) },
                details: verdict.details.filter { $0.key == "rule" })
            preview.exclusions.append(PlanPreview.Exclusion(verdict: shared, devices: 1))
        }
    }
}
