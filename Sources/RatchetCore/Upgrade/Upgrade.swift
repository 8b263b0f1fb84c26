/// One appliance being taken along its path, hop by hop: the machine of rules S, G and D.
///
/// One mutating method for each event; each returns what is to be recorded and done and does nothing else. What is stale or impossible is
/// answered with `.ignored` and changes nothing. An installation is a one-shot: its intent is part of the state before the driver is
/// called, and no state leads from `installing` or `unanswered` to another call for the same hop without a person (design rule 2, D4).
public struct Upgrade: Sendable, Equatable {
    public let id: UpgradeID
    public let appliance: ApplianceID
    /// What is wanted at the end.
    public let target: InstalledVersions
    /// The licence that is wanted at the end, where one is: the versions are then those that its way was planned to.
    public let licence: PackageID?
    public let plannedBy: String
    public let plannedAt: Instant

    /// The whole path, hops that are done included.
    public internal(set) var hops: [PlannedHop]
    /// How many hops are done.
    public internal(set) var done: Int
    public internal(set) var state: UpgradeState
    /// When the present state was entered.
    public internal(set) var since: Instant
    /// What led into the present state.
    public internal(set) var evidence: Evidence
    public internal(set) var approval: Approval?
    public internal(set) var waivers: [Waiver]
    public internal(set) var pause: UpgradePause?
    /// The hop or the restoring that is under way, or the one that failed.
    public internal(set) var attempt: HopAttempt?
    /// Of which turn people were told that it has come (G6); nil before.
    public internal(set) var toldTurn: ToldTurn?

    public init(
        id: UpgradeID, appliance: ApplianceID, target: InstalledVersions, licence: PackageID? = nil,
        hops: [PlannedHop], by planner: String, at now: Instant
    ) {
        (self.id, self.appliance, self.target, self.licence, self.hops) = (id, appliance, target, licence, hops)
        (plannedBy, plannedAt) = (planner, now)
        (done, state, since, evidence) = (0, .planned, now, Evidence(.person, at: now, ref: planner))
        (approval, waivers, pause, attempt, toldTurn) = (nil, [], nil, nil, nil)
    }

    /// An upgrade as the store kept it.
    public init(restoring snapshot: Snapshot) {
        (id, appliance, target, licence) = (snapshot.id, snapshot.appliance, snapshot.target, snapshot.licence)
        hops = snapshot.hops
        (plannedBy, plannedAt, done) = (snapshot.plannedBy, snapshot.plannedAt, snapshot.done)
        (state, since, evidence) = (snapshot.state, snapshot.since, snapshot.evidence)
        (approval, waivers, pause) = (snapshot.approval, snapshot.waivers, snapshot.pause)
        (attempt, toldTurn) = (snapshot.attempt, snapshot.toldTurn)
    }

    /// Every stored part of an upgrade, for the store to write and read back.
    public struct Snapshot: Sendable, Equatable {
        public var id: UpgradeID
        public var appliance: ApplianceID
        public var target: InstalledVersions
        public var licence: PackageID?
        public var plannedBy: String
        public var plannedAt: Instant
        public var hops: [PlannedHop]
        public var done: Int
        public var state: UpgradeState
        public var since: Instant
        public var evidence: Evidence
        public var approval: Approval?
        public var waivers: [Waiver]
        public var pause: UpgradePause?
        public var attempt: HopAttempt?
        public var toldTurn: ToldTurn?

        public init(
            id: UpgradeID, appliance: ApplianceID, target: InstalledVersions, licence: PackageID?, plannedBy: String,
            plannedAt: Instant, hops: [PlannedHop], done: Int, state: UpgradeState, since: Instant, evidence: Evidence,
            approval: Approval?, waivers: [Waiver], pause: UpgradePause?, attempt: HopAttempt?, toldTurn: ToldTurn?
        ) {
            (self.id, self.appliance, self.target, self.licence, self.hops) = (id, appliance, target, licence, hops)
            (self.plannedBy, self.plannedAt, self.done) = (plannedBy, plannedAt, done)
            (self.state, self.since, self.evidence) = (state, since, evidence)
            (self.approval, self.waivers, self.pause, self.attempt) = (approval, waivers, pause, attempt)
            self.toldTurn = toldTurn
        }
    }

    public var snapshot: Snapshot {
        Snapshot(
            id: id, appliance: appliance, target: target, licence: licence, plannedBy: plannedBy,
            plannedAt: plannedAt, hops: hops, done: done, state: state, since: since, evidence: evidence,
            approval: approval, waivers: waivers,
            pause: pause, attempt: attempt, toldTurn: toldTurn)
    }
}

/// A turn that people were told of: a package's, at a time. Another package, or another time, is another turn (G6).
public struct ToldTurn: Sendable, Equatable {
    public let package: PackageID
    public let turn: Instant

    public init(_ package: PackageID, at turn: Instant) { (self.package, self.turn) = (package, turn) }
}

/// A hop under way: its one call, and until when its result is waited for.
public struct HopAttempt: Sendable, Equatable {
    /// The driver call's key, or the checkpoint's id.
    public let key: String
    public let package: PackageID
    public let startedAt: Instant
    /// When it counts as failed if nothing has proved it done (D1: three times its estimate). By hand it is counted anew once the
    /// person has signed off, or the new version is seen.
    public internal(set) var silentAt: Instant
    /// When its window closes; from then on it overruns.
    public let windowEndsAt: Instant?
    public var hasOverrun: Bool
    /// Whether a person does it, because the driver can't: no call is under way, so the appliance can be asked meanwhile.
    public let isByHand: Bool
    /// Whether it is the restoring after a hop that failed, not the hop.
    public let isRestoring: Bool
    /// What ran before the hop; what a restoring brings back. Nil for one that began before this was kept.
    public let before: InstalledVersions?
    /// What went wrong with it, in words: why its answer was lost, or why it failed.
    public var trouble: String?

    public init(
        key: String, package: PackageID, startedAt: Instant, silentAt: Instant, windowEndsAt: Instant?,
        hasOverrun: Bool = false, isByHand: Bool = false, isRestoring: Bool = false,
        before: InstalledVersions? = nil, trouble: String? = nil
    ) {
        (self.key, self.package, self.startedAt, self.silentAt) = (key, package, startedAt, silentAt)
        (self.windowEndsAt, self.hasOverrun, self.isByHand) = (windowEndsAt, hasOverrun, isByHand)
        (self.isRestoring, self.before, self.trouble) = (isRestoring, before, trouble)
    }
}

extension Upgrade {
    /// The hops that are not done, the one under way included.
    public var hopsToDo: ArraySlice<PlannedHop> { hops[min(done, hops.count)...] }

    public var nextHop: PlannedHop? { hopsToDo.first }

    /// Where it is to lead, as one asks the graph anew. A licence is wanted for itself: the versions on the way to it are the graph's to say.
    public var wanted: PathTarget {
        licence.map { .package($0) } ?? .versions(base: target.base, product: target.product)
    }

    /// "base 6.2, product 22.4", for people; the licence too, where one is wanted.
    public var targetWords: String { licence.map { "\(target.words), \($0)" } ?? target.words }

    /// What an approval now would approve (G4): the whole path, so that it stands while the path is walked, and lapses when the path changes.
    public var approvalKey: String { hops.approvalKey }
}
