/// What an event of the machine asks for.
public enum UpgradeEffect: Sendable, Equatable {
    /// Record that the state changed.
    case moved(from: UpgradeState, to: UpgradeState, Evidence)
    /// Record that a hop was verified: its dependants are free (P4), a product hop starts the soak (S1).
    case hopDone(PlannedHop, took: Duration, at: Instant)
    /// Record that a hop failed.
    case hopFailed(PlannedHop, reason: String, at: Instant)
    /// Leave the appliance alone (D1), and get a support bundle.
    case freeze(ApplianceFreeze)
    /// Tell people, whose first line this is.
    case alarm(UpgradeAlarm)
    /// Record something that changed nothing of the state.
    case noted(UpgradeNote)
    /// Record that an event came that means nothing here.
    case ignored(event: String, in: UpgradeState)
}

/// What people are told at once, by mail and in the list of events.
public enum UpgradeAlarm: Sendable, Equatable {
    /// (D1) Its first line says "do not restart".
    case doNotRestart(package: PackageID, reason: String)
    /// (D2)
    case hopFailed(package: PackageID, reason: String, recovery: Recovery?)
    /// (D2) The backup that a person ordered back is not, or it is not known to be.
    case restoreFailed(package: PackageID, reason: String)
    /// (G3) The window has closed over a hop that goes on.
    case overrun(package: PackageID, windowEnded: Instant)
    /// The version changed, and it was not Ratchet.
    case changedByOthers(from: String, to: String)
    /// (G6) The turn has come, and nothing else is in the way.
    case turnHasCome(package: PackageID)
    /// What a hop needs has failed so often in a row that it will not mend itself.
    case driverFails(verb: DriverVerb, times: Int, reason: String)
}

/// Things worth keeping about an upgrade.
public enum UpgradeNote: Sendable, Equatable {
    case approved(by: String)
    case waived(Waiver)
    case paused(UpgradePause)
    case resumed(by: String)
    case replanned(hops: Int)
    /// (D2) The restoring has brought this back.
    case restored(to: InstalledVersions)
    case unfrozen(by: String, reason: String)
}

/// Why an upgrade does not go on.
public struct UpgradePause: Sendable, Equatable {
    public enum Cause: String, Sendable, Equatable, CaseIterable {
        case person
        /// The appliance's versions changed, and it was not Ratchet.
        case observedChange = "observed-change"
        /// What the appliance runs now has no way to the target.
        case noPath = "no-path"
    }

    public let cause: Cause
    public let why: String
    /// Who or what paused it.
    public let evidence: Evidence
    public var at: Instant { evidence.at }

    public init(_ cause: Cause, why: String, _ evidence: Evidence) {
        (self.cause, self.why, self.evidence) = (cause, why, evidence)
    }
}
