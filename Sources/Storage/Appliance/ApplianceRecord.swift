public import RatchetCore

/// An appliance as the store keeps it.
public struct ApplianceRecord: Sendable, Equatable {
    /// 0 before it is stored.
    public let number: Int64
    /// The name of the driver that talks to it, as the configuration has it.
    public var driver: String
    /// A host name or whatever else the driver understands.
    public var address: String
    /// The calendar whose windows bound the work; nil while it has none.
    public var calendar: String?
    /// From which day on major packages may come (G6), in the calendar's zone.
    public var turn: CivilDate?
    public var contractFrom: CivilDate?
    /// The last day on which the maintenance contract is valid; nil where none was entered.
    public var contractUntil: CivilDate?
    /// To whom its mail goes; nil for the operators' address.
    public var mail: String?
    public var facts: ApplianceFacts
    /// The driver's call that is under way.
    public var call: OpenCall?
    /// What the appliance said on the way, newest only.
    public var progress: CallProgress?

    public var id: ApplianceID { facts.id }

    public init(
        number: Int64 = 0, driver: String, address: String, calendar: String? = nil, turn: CivilDate? = nil,
        contractFrom: CivilDate? = nil, contractUntil: CivilDate? = nil, mail: String? = nil, facts: ApplianceFacts,
        call: OpenCall? = nil, progress: CallProgress? = nil
    ) {
        (self.number, self.driver, self.address, self.calendar) = (number, driver, address, calendar)
        (self.turn, self.contractFrom, self.contractUntil) = (turn, contractFrom, contractUntil)
        (self.mail, self.facts, self.call, self.progress) = (mail, facts, call, progress)
    }
}

/// A call of a driver whose answer is awaited. It stands in the store before the driver is called: after a crash it says that the call
/// may have been made (design rule 2).
public struct OpenCall: Sendable, Equatable {
    public let key: String
    public let verb: DriverVerb
    public let package: PackageID?
    public let startedAt: Instant
    /// Set once a worker has taken it: from then on it may have been made.
    public var begunAt: Instant?

    public init(key: String, verb: DriverVerb, package: PackageID?, startedAt: Instant, begunAt: Instant? = nil) {
        (self.key, self.verb, self.package) = (key, verb, package)
        (self.startedAt, self.begunAt) = (startedAt, begunAt)
    }
}

/// What an appliance said while it works.
public struct CallProgress: Sendable, Equatable {
    public let key: String
    /// 0 to 1, where it can tell.
    public let fraction: Double?
    public let message: String
    public let at: Instant

    public init(key: String, fraction: Double?, message: String, at: Instant) {
        (self.key, self.fraction, self.message, self.at) = (key, fraction, message, at)
    }
}

struct OpenCallDocument: CodableDocument {
    var key: String
    var verb: String
    var package: String?
    var startedAt: Int64
    var begunAt: Int64?

    init(_ call: OpenCall) {
        (key, verb, package) = (call.key, call.verb.rawValue, call.package?.text)
        (startedAt, begunAt) = (call.startedAt.microseconds, call.begunAt?.microseconds)
    }

    func call() throws(StoreError) -> OpenCall {
        OpenCall(
            key: key, verb: try DriverVerb(rawValue: verb).stored(), package: package.map(PackageID.init(stored:)),
            startedAt: Instant(microseconds: startedAt), begunAt: Instant(stored: begunAt))
    }
}

struct CallProgressDocument: CodableDocument {
    var key: String
    var fraction: Double?
    var message: String
    var at: Int64

    init(_ progress: CallProgress) {
        (key, fraction, message) = (progress.key, progress.fraction, progress.message)
        at = progress.at.microseconds
    }

    var progress: CallProgress {
        CallProgress(key: key, fraction: fraction, message: message, at: Instant(microseconds: at))
    }
}
