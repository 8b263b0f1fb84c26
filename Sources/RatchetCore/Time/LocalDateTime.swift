/// A wall-clock time of day, to the minute.
public struct LocalTime: Sendable, Hashable, CustomStringConvertible {
    /// 0 to 23.
    public let hour: Int
    /// 0 to 59.
    public let minute: Int

    public init?(hour: Int, minute: Int) {
        guard (0...23).contains(hour), (0...59).contains(minute) else { return nil }
        (self.hour, self.minute) = (hour, minute)
    }

    private init(validHour hour: Int) { (self.hour, minute) = (hour, 0) }

    /// `00:00`.
    public static let midnight = LocalTime(validHour: 0)

    /// Nil unless the text is `hh:mm`.
    public init?(_ text: String) {
        guard let numbers = FixedDigits.read(text, pattern: "dd:dd") else { return nil }
        self.init(hour: numbers[0], minute: numbers[1])
    }

    /// `hh:mm`.
    public var description: String { "\(FixedDigits.write(hour, 2)):\(FixedDigits.write(minute, 2))" }
}

/// A wall-clock date and time without a zone: what `TargetLocalDateTime` is (reference 3.1).
///
/// It is never converted or re-zoned. Where only bounds can be given, they are `earliestInstant` and
/// `latestInstant`: the deadline lies somewhere between them, wherever the device is.
public struct LocalDateTime: Sendable, Hashable, Comparable {
    public let date: CivilDate
    public let hour: Int
    public let minute: Int
    public let second: Int

    /// The zone farthest ahead of UTC is UTC+14, so no wall clock shows a time earlier than this (reference 0.4).
    public static let farthestAhead: Duration = .hours(14)
    /// The zone farthest behind UTC is UTC-12, so no wall clock shows a time later than this (reference 0.4).
    public static let farthestBehind: Duration = .hours(12)

    public init(date: CivilDate, time: LocalTime) {
        (self.date, hour, minute, second) = (date, time.hour, time.minute, 0)
    }

    /// Nil unless the text is `yyyy-mm-ddThh:mm:ss` (or without the seconds, or with a space for the `T`) and a
    /// real calendar date and time. A zone, a `Z` or a fraction makes it nil.
    public init?(_ text: String) {
        let joined = text.utf8.count > 10 ? text.replacing(" ", with: "T", maxReplacements: 1) : text
        let numbers =
            FixedDigits.read(joined, pattern: "dddd-dd-ddTdd:dd:dd")
            ?? FixedDigits.read(joined, pattern: "dddd-dd-ddTdd:dd").map { $0 + [0] }
        guard let numbers, let date = CivilDate(year: numbers[0], month: numbers[1], day: numbers[2]),
            (0...23).contains(numbers[3]), (0...59).contains(numbers[4]), (0...59).contains(numbers[5])
        else { return nil }
        (self.date, hour, minute, second) = (date, numbers[3], numbers[4], numbers[5])
    }

    /// What a clock that shows UTC says at `instant`; the calendar's ends for a moment outside of years 1 to 9999.
    public init(utc instant: Instant) {
        date = instant.utcDate
        let seconds = Int(min(max(instant.seconds - date.daysSince1970 * 86_400, 0), 86_399))
        (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60)
    }

    /// The moment at which a clock in UTC shows this time.
    public var asUTC: Instant {
        Instant(seconds: date.daysSince1970 * 86_400 + Int64(hour * 3600 + minute * 60 + second))
    }

    /// The first moment at which any wall clock on Earth can show this time.
    public var earliestInstant: Instant { asUTC - LocalDateTime.farthestAhead }

    /// The last moment at which any wall clock on Earth can show this time.
    public var latestInstant: Instant { asUTC + LocalDateTime.farthestBehind }

    public func adding(days: Int) -> LocalDateTime {
        LocalDateTime(date: date.adding(days: days), hour: hour, minute: minute, second: second)
    }

    private init(date: CivilDate, hour: Int, minute: Int, second: Int) {
        (self.date, self.hour, self.minute, self.second) = (date, hour, minute, second)
    }

    public static func < (left: LocalDateTime, right: LocalDateTime) -> Bool { left.asUTC < right.asUTC }
}

extension LocalDateTime: CustomStringConvertible {
    /// `yyyy-mm-ddThh:mm:ss`, as Apple's schema asks for it.
    public var description: String {
        let time = [hour, minute, second].map { FixedDigits.write($0, 2) }.joined(separator: ":")
        return "\(date)T\(time)"
    }
}
