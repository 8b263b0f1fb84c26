import Orchestrator
import RatchetCore
import Wording

/// What a plan would do if it were made now.
public struct PreviewResource: Codable, Sendable, Equatable {
    /// Devices that would be told to install one release.
    public struct Release: Codable, Sendable, Equatable {
        public var platform: String
        public var version: String
        @OrNull public var build: String? = nil
        public var devices: Int
        /// How many of them would go to another major version.
        public var crossingMajor: Int
        /// On the devices' own clocks.
        public var firstDeadline: String
        public var lastDeadline: String
    }

    /// Devices that would not be told to, for one reason.
    public struct Exclusion: Codable, Sendable, Equatable {
        public var answer: String
        public var reason: String
        public var devices: Int
        public var text: String
        /// What somebody can do; empty where nothing is known.
        public var waysOut: [String]
    }

    /// Devices that are on their way under another plan, which this one would take over.
    public struct TakenOver: Codable, Sendable, Equatable {
        public var plan: EnforcementResource.PlanLabel
        public var devices: Int
    }

    /// Always true.
    public var dryRun: Bool
    public var name: String
    public var rule: String
    /// Devices that the plan covers now.
    public var total: Int
    public var releases: [Release]
    public var crossingMajor: Int
    public var alreadyCurrent: Int
    public var exclusions: [Exclusion]
    /// Devices with a release here that keep another plan's, because that plan wins.
    public var outranked: Int
    /// The plans that devices would leave for it, the newest first.
    public var takesOver: [TakenOver]
}

extension PreviewResource {
    init(_ preview: PlanPreview, _ book: Phrasebook) {
        self.init(
            dryRun: true, name: preview.name, rule: preview.rule.description, total: preview.total,
            releases: preview.targets.map {
                Release(
                    platform: $0.platform, version: $0.target.version.text, build: $0.target.build,
                    devices: $0.devices, crossingMajor: $0.crossingMajor,
                    firstDeadline: $0.firstDeadline.description, lastDeadline: $0.lastDeadline.description)
            },
            crossingMajor: preview.crossingMajor, alreadyCurrent: preview.alreadyCurrent,
            exclusions: preview.exclusions.map { exclusion in
                let verdict = exclusion.verdict
                return Exclusion(
                    answer: verdict.answer.rawValue, reason: verdict.reason.rawValue, devices: exclusion.devices,
                    text: book.text(verdict.reason, verdict.details),
                    waysOut: verdict.causes.map { book.text($0.wayOut, verdict.details) })
            },
            outranked: preview.outranked,
            takesOver: preview.takesOver.map { taken in
                TakenOver(
                    plan: EnforcementResource.PlanLabel(
                        id: taken.plan.id.text, number: taken.plan.number, name: taken.plan.name),
                    devices: taken.devices)
            })
    }
}
