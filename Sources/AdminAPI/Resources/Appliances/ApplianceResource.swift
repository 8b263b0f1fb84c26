import Orchestrator
import RatchetCore
import Wording

/// What an appliance is called.
public struct ApplianceLabelResource: Codable, Sendable, Equatable {
    public var id: String
    public var number: Int64
    public var name: String
}

/// An appliance.
public struct ApplianceResource: Codable, Sendable, Equatable {
    /// Its upgrade in short.
    public struct Progress: Codable, Sendable, Equatable {
        public var number: Int64
        public var state: String
        public var done: Int
        public var hops: Int
        public var target: TargetResource
    }

    public var id: String
    public var number: Int64
    public var name: String
    /// The release graph that its packages come from.
    public var product: String
    /// `production`, `test`.
    public var role: String
    /// As the configuration names it.
    public var driver: String
    public var address: String
    @OrNull public var calendar: String? = nil
    @OrNull public var mail: String? = nil
    public var adoptedAt: String
    /// From which day on major packages may come (G6), in the calendar's zone.
    @OrNull public var turn: String? = nil
    /// The maintenance contract's days, the last one included (G6).
    @OrNull public var contractFrom: String? = nil
    @OrNull public var contractUntil: String? = nil
    /// What it said that it runs; null while nobody knows.
    @OrNull public var installed: VersionsResource? = nil
    @OrNull public var readAt: String? = nil
    /// The open upgrade, else the newest.
    @OrNull public var upgrade: Progress? = nil
    public var verdict: VerdictResource
}

/// One page of appliances, by number.
public struct ApplianceListResource: Codable, Sendable, Equatable {
    public var appliances: [ApplianceResource]
    /// What to give as `after` for the next page; null on the last.
    @OrNull public var next: Int64? = nil
    /// Set while everything is paused.
    @OrNull public var standstill: StandstillOrderResource? = nil
}

extension ApplianceLabelResource {
    init(_ label: ApplianceLabel) { (id, number, name) = (label.id.text, label.number, label.name) }
}

extension ApplianceResource {
    init(_ summary: ApplianceSummary, _ book: Phrasebook) {
        let (entry, facts) = (summary.appliance, summary.appliance.facts)
        let inventory = facts.inventory.good
        self.init(
            id: facts.id.text, number: entry.number, name: facts.name, product: facts.product,
            role: facts.role.rawValue, driver: entry.driver, address: entry.address, calendar: entry.calendar,
            mail: entry.mail, adoptedAt: facts.adoptedAt.description, turn: entry.turn?.description,
            contractFrom: entry.contractFrom?.description, contractUntil: entry.contractUntil?.description,
            installed: inventory.map { VersionsResource($0.value.installed) }, readAt: inventory?.at.description,
            upgrade: summary.upgrade.map(Progress.init), verdict: VerdictResource(summary.verdict, book))
    }
}

extension ApplianceResource.Progress {
    init(_ entry: UpgradeEntry) {
        let upgrade = entry.upgrade
        self.init(
            number: entry.number, state: upgrade.state.rawValue, done: upgrade.done, hops: upgrade.hops.count,
            target: TargetResource(upgrade))
    }
}
