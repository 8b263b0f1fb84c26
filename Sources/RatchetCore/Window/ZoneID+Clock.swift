/// When the clocks of a zone show a wall-clock time. They are set twice a year in many zones: forward, and some times are never
/// shown; back, and some are shown twice.
public enum LocalMoment: Sendable, Equatable {
    case once(Instant)
    case twice(Instant, Instant)
    /// The clocks jump over it; this is where they go on.
    case skipped(Instant)

    /// Where something that is to begin at this time begins: a repeated time counts once, the first time; a skipped one is
    /// made up for at the next minute that there is.
    public var first: Instant {
        switch self {
        case .once(let moment), .twice(let moment, _), .skipped(let moment): moment
        }
    }

    /// Where something that is to last until this time ends.
    public var last: Instant {
        switch self {
        case .once(let moment), .twice(_, let moment), .skipped(let moment): moment
        }
    }
}

extension ZoneID {
    /// What the zone's clocks show.
    public func local(_ instant: Instant) -> LocalDateTime { LocalDateTime(utc: instant + offset(at: instant)) }

    /// When the zone's clocks show `local`.
    ///
    /// Zones change their offset at most once in two days, so the offsets on either side are all that there are.
    public func moment(of local: LocalDateTime) -> LocalMoment {
        let (earlier, later) = (local.asUTC - ZoneID.widestOffset, local.asUTC + ZoneID.widestOffset)
        let (before, after) = (offset(at: earlier), offset(at: later))
        let (asBefore, asAfter) = (local.asUTC - before, local.asUTC - after)
        guard before != after else { return .once(asBefore) }
        return switch (offset(at: asBefore) == before, offset(at: asAfter) == after) {
        case (true, true): .twice(asBefore, asAfter)
        case (true, false): .once(asBefore)
        case (false, true): .once(asAfter)
        case (false, false): .skipped(change(between: earlier, and: later))
        }
    }

    /// The first moment of a date, which isn't midnight everywhere on every day.
    public func start(of date: CivilDate) -> Instant {
        moment(of: LocalDateTime(date: date, time: .midnight)).first
    }

    /// The second at which the offset changes, halving what lies between.
    private func change(between earlier: Instant, and later: Instant) -> Instant {
        let before = offset(at: earlier)
        var (low, high) = (earlier.seconds, later.seconds)
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if offset(at: Instant(seconds: middle)) == before { low = middle } else { high = middle }
        }
        return Instant(seconds: high)
    }

    /// No zone is or was farther from UTC.
    private static let widestOffset: Duration = .hours(16)
}
