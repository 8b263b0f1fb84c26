/// When an appliance's turn comes in the rollout calendar: at the beginning of a date in a zone (G6).
public struct Turn: Sendable, Equatable {
    public let date: CivilDate
    public let zone: ZoneID

    public init(on date: CivilDate, in zone: ZoneID) { (self.date, self.zone) = (date, zone) }

    /// The first moment of the date.
    public var begins: Instant { zone.start(of: date) }

    /// Whether the appliance may start at `moment`, as far as its turn goes (G6).
    public func hasCome(at moment: Instant) -> Bool { moment >= begins }
}

/// The vendor's contract for an appliance, without which no major product package is installed (G6).
public struct MaintenanceContract: Sendable, Equatable {
    /// Its first day; nil where only its last one is known.
    public let from: CivilDate?
    /// Its last day.
    public let until: CivilDate

    /// Nil unless it ends on its first day or later.
    public init?(from: CivilDate? = nil, until: CivilDate) {
        if let from, until < from { return nil }
        (self.from, self.until) = (from, until)
    }

    public func isValid(on date: CivilDate) -> Bool { date <= until && from.map { $0 <= date } ?? true }
}
