public import RatchetCore
import Storage

/// An appliance with what people have set about it and what its driver is doing.
public struct ApplianceEntry: Sendable, Equatable {
    public let number: Int64
    /// The name of the driver that talks to it, as the configuration has it.
    public let driver: String
    public let address: String
    /// The calendar whose windows bound the work; nil while it has none.
    public let calendar: String?
    /// From which day on major packages may come (G6), in the calendar's zone.
    public let turn: CivilDate?
    public let contractFrom: CivilDate?
    /// The last day on which the maintenance contract is valid; nil where none was entered.
    public let contractUntil: CivilDate?
    /// To whom its mail goes; nil for the operators' address.
    public let mail: String?
    public let facts: ApplianceFacts
    public let call: CallView?

    public var id: ApplianceID { facts.id }

    init(_ record: ApplianceRecord) {
        (number, driver, address) = (record.number, record.driver, record.address)
        (calendar, turn, mail, facts) = (record.calendar, record.turn, record.mail, record.facts)
        (contractFrom, contractUntil) = (record.contractFrom, record.contractUntil)
        call = record.call.map { CallView($0, record.progress) }
    }
}

/// A call of a driver whose answer is awaited.
public struct CallView: Sendable, Equatable {
    /// What the appliance said on the way, newest only.
    public struct Progress: Sendable, Equatable {
        /// 0 to 1, where it can tell.
        public let fraction: Double?
        public let message: String
        public let at: Instant
    }

    public let key: String
    public let verb: DriverVerb
    public let package: PackageID?
    public let startedAt: Instant
    /// From then on it may have been made.
    public let begunAt: Instant?
    public let progress: Progress?

    init(_ call: OpenCall, _ said: CallProgress?) {
        (key, verb, package) = (call.key, call.verb, call.package)
        (startedAt, begunAt) = (call.startedAt, call.begunAt)
        let own = said.flatMap { $0.key == call.key ? $0 : nil }
        progress = own.map { Progress(fraction: $0.fraction, message: $0.message, at: $0.at) }
    }
}

/// An upgrade with its number.
public struct UpgradeEntry: Sendable, Equatable {
    public let number: Int64
    public let upgrade: Upgrade

    init(_ record: UpgradeRecord) { (number, upgrade) = (record.number, record.upgrade) }
}

/// A hop that has ended, or a change that was seen.
public struct PastHop: Sendable, Equatable {
    public enum Outcome: String, Sendable, Equatable, CaseIterable {
        /// The appliance itself reported the version and was well (D3).
        case verified
        case failed
        /// Not ours.
        case observed
        /// A restoring of ours brought back what ran before.
        case restored

        init(_ outcome: HopRecord.Outcome) {
            self =
                switch outcome {
                case .verified: .verified
                case .failed: .failed
                case .observed: .observed
                case .restored: .restored
                }
        }
    }

    public let id: String
    /// Nil for one that was not ours.
    public let package: PackageID?
    public let packageClass: PackageClass?
    public let sha256: String?
    public let before: InstalledVersions
    public let after: InstalledVersions
    public let startedAt: Instant?
    public let endedAt: Instant
    public let outcome: Outcome
    public let reason: String?

    init(_ hop: HopRecord) {
        (id, package, packageClass, sha256) = (hop.id, hop.package, hop.packageClass, hop.sha256)
        (before, after, startedAt, endedAt) = (hop.before, hop.after, hop.startedAt, hop.endedAt)
        (outcome, reason) = (Outcome(hop.outcome), hop.reason)
    }
}
