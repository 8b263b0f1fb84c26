/// Goes through a calendar day by day, joins what touches, and cuts what is frozen.
struct OpeningWalk: IteratorProtocol, Sequence {
    private let calendar: WindowCalendar
    private let from: Instant
    private var day: CivilDate
    private var daysLeft: Int
    /// Windows of the days that were looked at, by their start.
    private var windows: ArraySlice<Opening> = []
    /// What is left of the joined windows that came last, after the freezes.
    private var parts: ArraySlice<Opening> = []

    /// Nothing is found that begins later than this; a calendar without a window for five years has none.
    static let horizonInDays = 5 * 366
    /// Joined windows end after this, for those of a calendar that never closes would have no end.
    static let longest: Duration = .days(31)

    /// Openings that end after `from`, the first of them from its true beginning.
    init(_ calendar: WindowCalendar, from: Instant) {
        let today = calendar.zone.local(from).date
        for lookback in [4, 8, 16] {
            let first = today.adding(days: -lookback)
            var walk = OpeningWalk(calendar, from: from, firstDay: first, lookback: lookback)
            if !walk.mayHaveBegun(before: first) {
                self = OpeningWalk(calendar, from: from, firstDay: first, lookback: lookback)
                return
            }
        }
        self.init(calendar, from: from, firstDay: today.adding(days: -32), lookback: 32)
    }

    private init(_ calendar: WindowCalendar, from: Instant, firstDay: CivilDate, lookback: Int) {
        (self.calendar, self.from, day) = (calendar, from, firstDay)
        daysLeft = lookback + OpeningWalk.horizonInDays
    }

    mutating func next() -> Opening? {
        while parts.isEmpty {
            guard let joined = nextJoined() else { return nil }
            parts = joined.without(calendar.frozen).filter { $0.end > from }[...]
        }
        return parts.popFirst()
    }

    /// Whether the opening at `from` comes from so near the first day that a window of the day before may belong to it.
    private mutating func mayHaveBegun(before first: CivilDate) -> Bool {
        guard let opening = nextJoined(), opening.end > from else { return false }
        return opening.start < calendar.zone.start(of: first.adding(days: 2))
    }

    private mutating func nextJoined() -> Opening? {
        guard var joined = nextWindow() else { return nil }
        let latest = Swift.max(joined.start, from) + OpeningWalk.longest
        while joined.end < latest, let following = nextWindow() {
            guard following.start <= joined.end else {
                windows = [following] + windows
                break
            }
            joined = Opening(start: joined.start, end: Swift.max(joined.end, following.end))
        }
        return joined
    }

    private mutating func nextWindow() -> Opening? {
        while windows.isEmpty {
            guard daysLeft > 0 else { return nil }
            windows = calendar.windows(startingOn: day)[...]
            day = day.adding(days: 1)
            daysLeft -= 1
        }
        return windows.popFirst()
    }
}
