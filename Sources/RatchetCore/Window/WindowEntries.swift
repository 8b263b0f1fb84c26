/// A window that comes again each week.
///
/// Its length is time that passes, not what the clocks show at its end: four hours are four hours in the night in which the
/// clocks are set too, so that what was estimated fits in every night or in none.
public struct WeeklyWindow: Sendable, Equatable {
    /// On which it starts, in the calendar's zone; it may end on the day after.
    public let days: Set<Weekday>
    public let start: LocalTime
    public let length: Duration

    /// Nil without a day, or unless the length is one minute to 24 hours.
    public init?(days: Set<Weekday>, start: LocalTime, length: Duration) {
        guard !days.isEmpty, WindowLength.range.contains(length) else { return nil }
        (self.days, self.start, self.length) = (days, start, length)
    }
}

/// A window that comes once.
public struct OneTimeWindow: Sendable, Equatable {
    /// In the calendar's zone.
    public let start: LocalDateTime
    public let length: Duration

    /// Nil unless the length is one minute to 24 hours.
    public init?(start: LocalDateTime, length: Duration) {
        guard WindowLength.range.contains(length) else { return nil }
        (self.start, self.length) = (start, length)
    }
}

public enum WindowLength {
    public static let range: ClosedRange<Duration> = .minutes(1) ... .hours(24)
}

/// A time in which nothing is done, whatever windows there are; what overlaps with it is cut.
public struct Freeze: Sendable, Equatable {
    /// In the calendar's zone. Where the clocks show it twice, the first counts.
    public let from: LocalDateTime
    /// In the calendar's zone. Where the clocks show it twice, the second counts.
    public let until: LocalDateTime
    public let reason: String

    /// Nil unless it ends after it begins.
    public init?(from: LocalDateTime, until: LocalDateTime, reason: String) {
        guard from < until else { return nil }
        (self.from, self.until, self.reason) = (from, until, reason)
    }
}
