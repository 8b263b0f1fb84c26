import Orchestrator
import RatchetCore

/// One hop of an upgrade, as it was planned.
public struct UpgradeHopResource: Codable, Sendable, Equatable {
    /// What can be done when it fails (D2).
    public struct RecoveryWay: Codable, Sendable, Equatable {
        /// `restore`, `swap-back`, `vendor-support`.
        public var way: String
        @OrNull public var until: String? = nil
    }

    /// From 1.
    public var number: Int
    public var package: String
    public var name: String
    /// `base`, `product`, `licence`.
    public var packageClass: String
    public var before: VersionsResource
    public var after: VersionsResource
    public var isMajor: Bool
    /// As the graph says; `impact` has what is reckoned with here.
    public var estimateSeconds: Int64
    @OrNull public var sha256: String? = nil
    @OrNull public var recovery: RecoveryWay? = nil
    public var isDone: Bool
    public var impact: ImpactResource

    enum CodingKeys: String, CodingKey {
        case number, package, name, before, after, isMajor, estimateSeconds, sha256, recovery, isDone, impact
        case packageClass = "class"
    }
}

/// What a hop costs the people who work with the appliance (G4).
public struct ImpactResource: Codable, Sendable, Equatable {
    /// Restart and verification included.
    public var unavailableSeconds: Int64
    public var restarts: Bool
    /// As of the newest reading; null where the appliance does not say.
    @OrNull public var sessionsClosed: Int? = nil
    @OrNull public var usersDisconnected: Int? = nil
    public var clientsFollow: Bool
}

/// The upgrade of an appliance.
public struct UpgradeResource: Codable, Sendable, Equatable {
    /// Who approved which path (G4).
    public struct Approved: Codable, Sendable, Equatable {
        public var by: String
        public var at: String
        /// False once the path has changed since.
        public var stands: Bool
    }

    public struct Waived: Codable, Sendable, Equatable {
        public var rule: String
        public var reason: String
        public var by: String
        public var at: String
    }

    public struct Pause: Codable, Sendable, Equatable {
        /// `person`, `observed-change`, `no-path`.
        public var cause: String
        public var why: String
        public var at: String
        public var evidence: EvidenceResource
    }

    /// The hop that is under way, or that failed.
    public struct Attempt: Codable, Sendable, Equatable {
        /// The driver call's key, or the checkpoint's id.
        public var key: String
        public var package: String
        public var startedAt: String
        /// When it counts as failed if nothing has proved it done (D1).
        public var silentAt: String
        @OrNull public var windowEndsAt: String? = nil
        public var hasOverrun: Bool
        public var isByHand: Bool
        /// What went wrong with it, in words: why its answer was lost, or why it failed.
        @OrNull public var trouble: String? = nil
    }

    public var id: String
    public var number: Int64
    /// docs/reference/states.md has them all.
    public var state: String
    public var since: String
    public var evidence: EvidenceResource
    public var target: TargetResource
    public var plannedBy: String
    public var plannedAt: String
    /// How many of the hops are done.
    public var done: Int
    public var hops: [UpgradeHopResource]
    @OrNull public var approval: Approved? = nil
    public var waivers: [Waived]
    @OrNull public var pause: Pause? = nil
    @OrNull public var attempt: Attempt? = nil
}

extension UpgradeHopResource {
    init(_ number: Int, _ hop: PlannedHop, isDone: Bool, _ impact: Impact) {
        self.init(
            number: number, package: hop.package.text, name: hop.name, packageClass: hop.packageClass.rawValue,
            before: VersionsResource(hop.from), after: VersionsResource(hop.to), isMajor: hop.isMajor,
            estimateSeconds: hop.estimate.components.seconds, sha256: hop.sha256,
            recovery: hop.recovery.map { RecoveryWay(way: $0.way.rawValue, until: $0.until) }, isDone: isDone,
            impact: ImpactResource(impact))
    }

    /// The hops of an upgrade with the impact of each.
    static func all(of upgrade: Upgrade, _ impacts: [Impact]) -> [UpgradeHopResource] {
        zip(upgrade.hops, impacts).enumerated().map { index, pair in
            UpgradeHopResource(index + 1, pair.0, isDone: index < upgrade.done, pair.1)
        }
    }
}

extension ImpactResource {
    init(_ impact: Impact) {
        self.init(
            unavailableSeconds: impact.unavailable.components.seconds, restarts: impact.restarts,
            sessionsClosed: impact.sessionsClosed, usersDisconnected: impact.usersDisconnected,
            clientsFollow: impact.clientsFollow)
    }
}

extension UpgradeResource {
    init(_ entry: UpgradeEntry, _ impacts: [Impact]) {
        let upgrade = entry.upgrade
        self.init(
            id: upgrade.id.text, number: entry.number, state: upgrade.state.rawValue,
            since: upgrade.since.description, evidence: EvidenceResource(upgrade.evidence),
            target: TargetResource(upgrade), plannedBy: upgrade.plannedBy,
            plannedAt: upgrade.plannedAt.description, done: upgrade.done,
            hops: UpgradeHopResource.all(of: upgrade, impacts),
            approval: upgrade.approval.map {
                Approved(by: $0.by, at: $0.at.description, stands: $0.key == upgrade.approvalKey)
            },
            waivers: upgrade.waivers.map {
                Waived(rule: $0.rule.rawValue, reason: $0.reason, by: $0.by, at: $0.at.description)
            },
            pause: upgrade.pause.map(Pause.init), attempt: upgrade.attempt.map(Attempt.init))
    }
}

extension UpgradeResource.Pause {
    init(_ pause: UpgradePause) {
        self.init(
            cause: pause.cause.rawValue, why: pause.why, at: pause.at.description,
            evidence: EvidenceResource(pause.evidence))
    }
}

extension UpgradeResource.Attempt {
    init(_ attempt: HopAttempt) {
        self.init(
            key: attempt.key, package: attempt.package.text, startedAt: attempt.startedAt.description,
            silentAt: attempt.silentAt.description, windowEndsAt: attempt.windowEndsAt?.description,
            hasOverrun: attempt.hasOverrun, isByHand: attempt.isByHand, trouble: attempt.trouble)
    }
}
