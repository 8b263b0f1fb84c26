import Orchestrator
import RatchetCore
import Wording

/// When the hops could be done at the earliest, by the estimates and the real calendar.
public struct ForecastResource: Codable, Sendable, Equatable {
    public struct Entry: Codable, Sendable, Equatable {
        public var package: String
        public var startsAt: String
        /// Restart and verification included.
        public var endsAt: String
        /// Until when clients follow, before the next product hop (S1); null where nothing soaks (S2).
        @OrNull public var soaksUntil: String? = nil
        public var windowStart: String
        public var windowEnd: String
    }

    /// The first hop that nothing but a person can make possible.
    public struct Halt: Codable, Sendable, Equatable {
        public var package: String
        public var reason: String
        /// How much room it needs, of one window.
        public var neededSeconds: Int64
        public var text: String
        public var wayOut: String
        public var wayOutText: String
    }

    public var entries: [Entry]
    /// How many windows it takes.
    public var windows: Int
    /// When the target is reached at the earliest; null where a hop is not possible as things are.
    @OrNull public var finishesAt: String? = nil
    @OrNull public var obstacle: Halt? = nil
}

/// What an upgrade would be if it were planned now.
public struct UpgradePreviewResource: Codable, Sendable, Equatable {
    /// Always true.
    public var dryRun: Bool
    public var appliance: ApplianceLabelResource
    public var from: VersionsResource
    public var target: TargetResource
    public var hops: [UpgradeHopResource]
    public var forecast: ForecastResource
    /// What the gates would say of the first hop now.
    public var gates: [GateResource]
}

extension ForecastResource {
    /// - Parameter appliance: its name, for the commands that are the way out.
    init(_ forecast: Forecast, of appliance: String, _ book: Phrasebook) {
        self.init(
            entries: forecast.entries.map(Entry.init), windows: forecast.windows,
            finishesAt: forecast.finishesAt?.description, obstacle: forecast.obstacle.map { Halt($0, appliance, book) })
    }
}

extension ForecastResource.Entry {
    init(_ entry: Forecast.Entry) {
        self.init(
            package: entry.hop.package.text, startsAt: entry.startsAt.description, endsAt: entry.endsAt.description,
            soaksUntil: entry.soaksUntil?.description, windowStart: entry.window.start.description,
            windowEnd: entry.window.end.description)
    }
}

extension ForecastResource.Halt {
    init(_ obstacle: Forecast.Obstacle, _ appliance: String, _ book: Phrasebook) {
        let details = [
            "appliance": appliance,
            "package": obstacle.hop.package.text, "minutes": "\(max(1, obstacle.needed.components.seconds / 60))",
            "until": obstacle.contractUntil?.description ?? "-",
        ]
        let wayOut = obstacle.reason.waysOut.first
        self.init(
            package: obstacle.hop.package.text, reason: obstacle.reason.rawValue,
            neededSeconds: obstacle.needed.components.seconds, text: book.text(obstacle.reason, details),
            wayOut: wayOut?.rawValue ?? "", wayOutText: wayOut.map { book.text($0, details) } ?? "")
    }
}

extension UpgradePreviewResource {
    init(_ preview: UpgradePreview, _ book: Phrasebook) {
        let upgrade = preview.upgrade
        self.init(
            dryRun: true, appliance: ApplianceLabelResource(preview.appliance),
            from: VersionsResource(upgrade.hops.first?.from ?? upgrade.target),
            target: TargetResource(upgrade), hops: UpgradeHopResource.all(of: upgrade, preview.impacts),
            forecast: ForecastResource(preview.forecast, of: preview.appliance.name, book),
            gates: preview.gates.map { GateResource($0, book) })
    }
}
