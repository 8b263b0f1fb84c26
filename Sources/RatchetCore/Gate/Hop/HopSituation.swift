/// All that the gates of a hop look at; values only, gathered by whoever asks.
public struct HopSituation: Sendable {
    public let now: Instant
    public let appliance: ApplianceFacts
    public let upgrade: Upgrade
    public let policy: UpgradePolicy
    /// What the graph says of the next package for what the appliance runs (P3).
    public var prerequisite: Prerequisite
    public var window: WindowSituation
    public var turn: TurnSituation
    /// Runs of test appliances with this product's packages, in the order in which they were made (G5).
    public var testRuns: [TestRun]
    /// Set while everything is paused.
    public var standstill: Standstill?

    public init(
        now: Instant, appliance: ApplianceFacts, upgrade: Upgrade, policy: UpgradePolicy, prerequisite: Prerequisite,
        window: WindowSituation, turn: TurnSituation, testRuns: [TestRun] = [], standstill: Standstill? = nil
    ) {
        (self.now, self.appliance, self.upgrade, self.policy) = (now, appliance, upgrade, policy)
        (self.prerequisite, self.window, self.turn) = (prerequisite, window, turn)
        (self.testRuns, self.standstill) = (testRuns, standstill)
    }
}

/// Whether a package can be installed on what an appliance runs.
public enum Prerequisite: Sendable, Equatable {
    case met
    /// What is missing, as the graph spells it, and the packages that come first.
    case missing(String, chain: [PackageID])
    /// The graph does not know what the appliance runs (P6).
    case unknownInventory
    /// The package has left the graph, or was withdrawn.
    case gone(String)
}

/// When the next hop may run (G3).
public enum WindowSituation: Sendable, Equatable {
    /// The appliance has no calendar, or its calendar no window that is ever long enough.
    case none
    case open(until: Instant)
    /// The next window that is long enough; `reason` where the calendar gives one for being shut now.
    case shut(until: Instant?, reason: String?)
    /// Open, but not for long enough; the next window that is.
    case tooShort(endsAt: Instant, next: Instant?)
}

/// Whose turn it is, and whether the contract allows it (G6).
public struct TurnSituation: Sendable, Equatable {
    /// The first moment of the appliance's turn; nil while it has none.
    public let turn: Instant?
    /// Nil where none was ever entered.
    public let contract: MaintenanceContract?
    /// Whose days the contract's are.
    public let zone: ZoneID

    public init(turn: Instant?, contract: MaintenanceContract?, zone: ZoneID = .utc) {
        (self.turn, self.contract, self.zone) = (turn, contract, zone)
    }
}

/// Packages that a test appliance installed one after the other, verified each (G5).
public struct TestRun: Sendable, Equatable {
    public struct Step: Sendable, Equatable {
        public let package: PackageID
        /// SHA-256 in hexadecimal digits; nil where nobody looked, which proves nothing.
        public let sha256: String?

        public init(_ package: PackageID, sha256: String?) { (self.package, self.sha256) = (package, sha256) }
    }

    public let appliance: String
    public let steps: [Step]
    public let endedAt: Instant

    public init(appliance: String, steps: [Step], endedAt: Instant) {
        (self.appliance, self.steps, self.endedAt) = (appliance, steps, endedAt)
    }
}

/// Everything is paused: nothing new starts anywhere.
public struct Standstill: Sendable, Equatable {
    public let reason: String
    public let by: String
    public let at: Instant

    public init(reason: String, by: String, at: Instant) { (self.reason, self.by, self.at) = (reason, by, at) }
}
