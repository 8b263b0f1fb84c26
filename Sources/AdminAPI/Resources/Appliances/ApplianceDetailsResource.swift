import Orchestrator
import RatchetCore
import Wording

/// An appliance with all that there is to know about it at the moment.
public struct ApplianceDetailsResource: Codable, Sendable, Equatable {
    /// How many packages of its graph stand how (P2).
    public struct Packages: Codable, Sendable, Equatable {
        public var installable: Int
        public var blocked: Int
        public var installed: Int
        public var notApplicable: Int
    }

    /// The time after a product hop in which clients follow (S1).
    public struct SoakClock: Codable, Sendable, Equatable {
        /// `hop`, or `adoption` where the last hop is not known.
        public var origin: String
        @OrNull public var version: String? = nil
        public var startedAt: String
        public var endsAt: String
        public var isOver: Bool
    }

    public var appliance: ApplianceResource
    @OrNull public var upgrade: UpgradeResource? = nil
    /// What the gates say of the next hop, in their order.
    public var gates: [GateResource]
    public var facts: ApplianceFactsResource
    /// The driver's call that is under way.
    @OrNull public var call: CallResource? = nil
    /// Null while nobody knows what it runs, or its graph does not.
    @OrNull public var packages: Packages? = nil
    public var soak: SoakClock
    /// What waits for a person, oldest first.
    public var checkpoints: [CheckpointResource]
    /// Set while everything is paused.
    @OrNull public var standstill: StandstillOrderResource? = nil
}

/// What one gate says of a hop.
public struct GateResource: Codable, Sendable, Equatable {
    public struct Waived: Codable, Sendable, Equatable {
        public var reason: String
        public var by: String
        public var at: String
    }

    /// The rule that it carries, `G1`; null for the gates that people shut.
    @OrNull public var rule: String? = nil
    public var isOpen: Bool
    /// Why it is shut, also where that was waived; null where it is not.
    @OrNull public var verdict: VerdictResource? = nil
    @OrNull public var waived: Waived? = nil
}

/// A call of a driver whose answer is awaited.
public struct CallResource: Codable, Sendable, Equatable {
    /// What the appliance said on the way, newest only.
    public struct Progress: Codable, Sendable, Equatable {
        /// 0 to 1, where it can tell.
        @OrNull public var fraction: Double? = nil
        public var message: String
        public var at: String
    }

    public var key: String
    public var verb: String
    @OrNull public var package: String? = nil
    public var startedAt: String
    /// From then on it may have been made.
    @OrNull public var begunAt: String? = nil
    @OrNull public var progress: Progress? = nil
}

extension ApplianceDetailsResource {
    init(_ details: ApplianceDetails, _ book: Phrasebook) {
        let entry = details.summary.appliance
        self.init(
            appliance: ApplianceResource(details.summary, book),
            upgrade: details.summary.upgrade.map { UpgradeResource($0, details.impacts) },
            gates: details.gates.map { GateResource($0, book) }, facts: ApplianceFactsResource(entry.facts),
            call: entry.call.map(CallResource.init),
            packages: details.standings.map(Packages.init), soak: SoakClock(details.soak, at: details.at),
            checkpoints: details.checkpoints.map(CheckpointResource.init),
            standstill: details.standstill.map(StandstillOrderResource.init))
    }
}

extension ApplianceDetailsResource.Packages {
    init(_ counts: [PackageStanding: Int]) {
        self.init(
            installable: counts[.installable, default: 0], blocked: counts[.blocked, default: 0],
            installed: counts[.installed, default: 0], notApplicable: counts[.notApplicable, default: 0])
    }
}

extension ApplianceDetailsResource.SoakClock {
    init(_ soak: Soak, at now: Instant) {
        let (origin, version): (String, String?) =
            switch soak.origin {
            case .hop(let hop): ("hop", hop.version)
            case .adoption: ("adoption", nil)
            }
        self.init(
            origin: origin, version: version, startedAt: soak.startedAt.description,
            endsAt: soak.endsAt.description, isOver: soak.isOver(at: now))
    }
}

extension GateResource {
    init(_ gate: HopGateVerdict, _ book: Phrasebook) {
        self.init(
            rule: gate.rule?.rawValue, isOpen: gate.isOpen, verdict: gate.shut.map { VerdictResource($0, book) },
            waived: gate.waiver.map { Waived(reason: $0.reason, by: $0.by, at: $0.at.description) })
    }
}

extension CallResource {
    init(_ call: CallView) {
        self.init(
            key: call.key, verb: call.verb.rawValue, package: call.package?.text,
            startedAt: call.startedAt.description, begunAt: call.begunAt?.description,
            progress: call.progress.map { Progress(fraction: $0.fraction, message: $0.message, at: $0.at.description) })
    }
}
