/// When the device installs by itself, on its own wall clock.
public enum DeadlineRule: Sendable, Equatable {
    /// As a person typed it.
    case fixed(LocalDateTime)
    /// So many days after the UTC date on which the release, or the oldest one that the device has skipped, was first seen, at
    /// this local time of day.
    case afterFirstSeen(days: Int, at: LocalTime)
}

/// The least time between the moment a declaration is first offered to a device and its deadline.
public struct MinimumNotice: Sendable, Equatable {
    public let duration: Duration
    public init(_ duration: Duration) { self.duration = duration }

    /// Three days.
    public static let standard = MinimumNotice(.hours(72))

    /// True when, in the earliest zone possible, `deadline` leaves the notice counted from `offeredAt`.
    public func isKept(by deadline: LocalDateTime, offeredAt: Instant) -> Bool {
        deadline.earliestInstant >= offeredAt + duration
    }
}

/// A typed deadline that leaves too little notice.
public struct NoticeTooShort: Error, Sendable, Equatable {
    public let deadline: LocalDateTime
    /// The earliest deadline that would keep the notice, to the next full minute.
    public let earliest: LocalDateTime
}

extension DeadlineRule {
    /// The deadline of a declaration that is first offered at `offeredAt`.
    ///
    /// A computed deadline moves later, day by day at the same time of day, until the minimum notice is kept; a typed
    /// one is refused. `isUrgent` lets either stand as it is.
    ///
    /// - Parameter firstSeen: our own first-seen moment of the oldest release that the device has missed.
    /// - Throws: `NoticeTooShort` for a typed deadline.
    public func deadline(
        firstSeen: Instant, offeredAt: Instant, notice: MinimumNotice, isUrgent: Bool
    ) throws(NoticeTooShort) -> LocalDateTime {
        switch self {
        case .fixed(let typed):
            if isUrgent || notice.isKept(by: typed, offeredAt: offeredAt) { return typed }
            throw NoticeTooShort(deadline: typed, earliest: notice.earliestDeadline(offeredAt: offeredAt))
        case .afterFirstSeen(let days, let time):
            let computed = LocalDateTime(date: firstSeen.utcDate.adding(days: days), time: time)
            if isUrgent || notice.isKept(by: computed, offeredAt: offeredAt) { return computed }
            return notice.firstDeadline(at: time, offeredAt: offeredAt)
        }
    }
}

extension MinimumNotice {
    /// The earliest wall-clock time, to the next full minute, that keeps the notice.
    public func earliestDeadline(offeredAt: Instant) -> LocalDateTime {
        let bound = offeredAt + duration + LocalDateTime.farthestAhead
        let wholeMinutes = (bound.microseconds + 59_999_999) / 60_000_000
        return LocalDateTime(utc: Instant(seconds: wholeMinutes * 60))
    }

    /// A newer release must not push a deadline back that the device was given for an older one (reference 9, "`latest` with
    /// rolling deadline"): the old deadline, or as soon after it as keeps the notice.
    func soonest(_ earlier: LocalDateTime, offeredAt: Instant) -> LocalDateTime {
        if isKept(by: earlier, offeredAt: offeredAt) { return earlier }
        let time = LocalTime(hour: earlier.hour, minute: earlier.minute)
        return time.map { firstDeadline(at: $0, offeredAt: offeredAt) } ?? earliestDeadline(offeredAt: offeredAt)
    }

    /// The first day's `time` that keeps the notice.
    func firstDeadline(at time: LocalTime, offeredAt: Instant) -> LocalDateTime {
        let earliest = earliestDeadline(offeredAt: offeredAt)
        let sameDay = LocalDateTime(date: earliest.date, time: time)
        return sameDay >= earliest ? sameDay : sameDay.adding(days: 1)
    }
}
