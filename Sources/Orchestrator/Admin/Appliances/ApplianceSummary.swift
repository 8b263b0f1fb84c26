public import RatchetCore
import Storage

/// An appliance as lists show it.
public struct ApplianceSummary: Sendable, Equatable {
    public let appliance: ApplianceEntry
    /// The open upgrade, else the newest; nil while it has had none.
    public let upgrade: UpgradeEntry?
    public let verdict: Verdict
}

/// A page of appliances.
public struct AppliancePage: Sendable, Equatable {
    public let appliances: [ApplianceSummary]
    /// After which number the next page begins; nil on the last.
    public let next: Int64?
    /// Set while everything is paused.
    public let standstill: Standstill?
}

/// What an appliance is called.
public struct ApplianceLabel: Sendable, Equatable {
    public let id: ApplianceID
    public let number: Int64
    public let name: String

    init(_ record: ApplianceRecord) { (id, number, name) = (record.id, record.number, record.facts.name) }
}

/// An appliance with all that there is to know about it at the moment.
public struct ApplianceDetails: Sendable, Equatable {
    /// When it was looked at.
    public let at: Instant
    public let summary: ApplianceSummary
    /// What the gates say of the next hop, in their order; none where no upgrade is open.
    public let gates: [HopGateVerdict]
    /// Of each hop of the upgrade, done ones too (G4).
    public let impacts: [Impact]
    /// Those that wait for a person, oldest first.
    public let checkpoints: [CheckpointView]
    /// How many packages of its graph stand how (P2); nil while nobody knows what it runs, or its graph does not.
    public let standings: [PackageStanding: Int]?
    /// The time after its last product hop (S1).
    public let soak: Soak
    /// Set while everything is paused.
    public let standstill: Standstill?
}

/// How packages stand to an appliance (P2), for counting.
public enum PackageStanding: String, Sendable, Equatable, CaseIterable {
    case installable
    case blocked
    case installed
    case notApplicable = "not-applicable"

    init(_ standing: PackageVerdict.Standing) {
        self =
            switch standing {
            case .installed: .installed
            case .installable: .installable
            case .blocked: .blocked
            case .notApplicable: .notApplicable
            }
    }
}

/// Why an appliance is not current yet, what happens next, and by when.
public struct ApplianceExplanation: Sendable, Equatable {
    public let details: ApplianceDetails
    /// What came of looking for the way to the newest; nil where an upgrade is open, whose hops are the way, and while nobody knows
    /// what it runs.
    public let path: PathAnswer?
    /// When the hops to do could be done at the earliest: those of the open upgrade, else those of `path`.
    public let forecast: Forecast?
    /// Hops that have ended, newest first.
    public let history: [PastHop]
    /// What happened to it, newest first.
    public let events: [DeviceEvent]
}

/// What an upgrade would be if it were planned now; nothing is changed.
public struct UpgradePreview: Sendable, Equatable {
    public let appliance: ApplianceLabel
    public let upgrade: Upgrade
    /// Of each hop (G4).
    public let impacts: [Impact]
    public let forecast: Forecast
    /// What the gates would say of the first hop now.
    public let gates: [HopGateVerdict]
}
