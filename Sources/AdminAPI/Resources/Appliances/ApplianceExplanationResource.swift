import Orchestrator
import RatchetCore
import Wording

/// Why is the appliance not current yet, what happens next, and by when?
public struct ApplianceExplanationResource: Codable, Sendable, Equatable {
    /// A hop that has ended, or a change that was seen.
    public struct Past: Codable, Sendable, Equatable {
        public var id: String
        /// Null for one that was not ours.
        @OrNull public var package: String? = nil
        @OrNull public var packageClass: String? = nil
        @OrNull public var sha256: String? = nil
        public var before: VersionsResource
        public var after: VersionsResource
        @OrNull public var startedAt: String? = nil
        public var endedAt: String
        /// `verified`, `failed`, `observed`, `restored`.
        public var outcome: String
        @OrNull public var reason: String? = nil

        enum CodingKeys: String, CodingKey {
            case id, package, sha256, before, after, startedAt, endedAt, outcome, reason
            case packageClass = "class"
        }
    }

    public var details: ApplianceDetailsResource
    public var verdict: VerdictResource
    /// The way to the newest; null where an upgrade is open, whose hops are the way, and while nobody knows what it runs.
    @OrNull public var path: PathResource? = nil
    /// When the hops to do could be done at the earliest.
    @OrNull public var forecast: ForecastResource? = nil
    /// Hops that have ended, newest first.
    public var history: [Past]
    /// What happened to it, newest first.
    public var events: [EventResource]
}

extension ApplianceExplanationResource {
    init(_ explanation: ApplianceExplanation, _ book: Phrasebook) {
        let summary = explanation.details.summary
        let runs = summary.appliance.facts.inventory.good?.value.installed
        self.init(
            details: ApplianceDetailsResource(explanation.details, book),
            verdict: VerdictResource(summary.verdict, book),
            path: runs.flatMap { runs in explanation.path.map { PathResource($0, from: runs) } },
            forecast: explanation.forecast.map {
                ForecastResource($0, of: explanation.details.summary.appliance.facts.name, book)
            },
            history: explanation.history.map(Past.init), events: explanation.events.map(EventResource.init))
    }
}

extension ApplianceExplanationResource.Past {
    init(_ hop: PastHop) {
        self.init(
            id: hop.id, package: hop.package?.text, packageClass: hop.packageClass?.rawValue, sha256: hop.sha256,
            before: VersionsResource(hop.before), after: VersionsResource(hop.after),
            startedAt: hop.startedAt?.description, endedAt: hop.endedAt.description, outcome: hop.outcome.rawValue,
            reason: hop.reason)
    }
}
