extension WindowCalendar {
    /// The opening that contains a moment, from its beginning to its end. What never closes is shown for about a month to
    /// either side.
    public func opening(at moment: Instant) -> Opening? {
        nextOpening(from: moment).flatMap { $0.contains(moment) ? $0 : nil }
    }

    /// The opening that contains a moment, or else the next; nil if none begins within five years.
    public func nextOpening(from moment: Instant) -> Opening? { openings(from: moment, limit: 1).first }

    /// The first opening that begins after a moment.
    public func nextOpening(after moment: Instant) -> Opening? {
        OpeningWalk(self, from: moment).first { $0.start > moment }
    }

    /// Openings that end after a moment, in their order, none overlapping another; at most `limit`, and none that begins
    /// later than in five years.
    public func openings(from moment: Instant, limit: Int) -> [Opening] {
        Array(OpeningWalk(self, from: moment).prefix(Swift.max(0, limit)))
    }

    /// The freeze that a moment is in, the longest lasting of several.
    public func freeze(at moment: Instant) -> Frozen? {
        frozen.filter { $0.from <= moment && moment < $0.until }.max { $0.until < $1.until }
    }

    public func isFrozen(at moment: Instant) -> Bool { freeze(at: moment) != nil }

    /// The same calendar on the clocks of another zone.
    public func read(in zone: ZoneID) -> WindowCalendar {
        WindowCalendar(
            name: name, zone: zone, weekly: weekly, oneTime: oneTime, holidays: holidays, freezes: freezes)
    }
}
