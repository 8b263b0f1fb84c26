/// A moment: whole microseconds since 1970-01-01T00:00:00Z.
///
/// The core never asks what time it is; every `Instant` comes in as an argument or from the store.
public struct Instant: Sendable, Hashable, Comparable {
    /// Microseconds since 1970 UTC; negative before it.
    public let microseconds: Int64

    public init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// - Parameter seconds: whole seconds since 1970 UTC.
    public init(seconds: Int64) {
        self.microseconds = seconds.multipliedReportingOverflow(by: 1_000_000).partialValue
    }

    /// Whole seconds since 1970 UTC, rounded down.
    public var seconds: Int64 {
        let (seconds, rest) = microseconds.quotientAndRemainder(dividingBy: 1_000_000)
        return rest < 0 ? seconds - 1 : seconds
    }

    /// The UTC calendar date of this moment.
    public var utcDate: CivilDate {
        CivilDate(daysSince1970: seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400)
    }

    public static func < (left: Instant, right: Instant) -> Bool { left.microseconds < right.microseconds }

    /// The moment `duration` later; saturates instead of overflowing.
    public static func + (moment: Instant, duration: Duration) -> Instant {
        let (sum, overflow) = moment.microseconds.addingReportingOverflow(duration.microseconds)
        return Instant(microseconds: overflow ? (duration.microseconds > 0 ? .max : .min) : sum)
    }

    /// The moment `duration` earlier; saturates instead of overflowing.
    public static func - (moment: Instant, duration: Duration) -> Instant { moment + (.zero - duration) }

    /// How long after `earlier` this moment is.
    public func since(_ earlier: Instant) -> Duration {
        .microseconds(microseconds.subtractingReportingOverflow(earlier.microseconds).partialValue)
    }
}

extension Instant: CustomStringConvertible {
    /// RFC 3339 in UTC with whole seconds, `2026-11-21T09:30:00Z`.
    public var description: String { "\(LocalDateTime(utc: self))Z" }
}

extension Instant {
    /// Reads RFC 3339 with `Z` or an offset; fractions of a second are dropped.
    public init?(rfc3339 text: String) {
        guard text.utf8.count >= 20, text.utf8.count <= 40,
            let local = LocalDateTime(String(text.prefix(19)))
        else { return nil }
        var rest = text.dropFirst(19)
        if rest.first == "." {
            rest = rest.dropFirst()
            guard rest.first?.isASCIIDigit == true else { return nil }
            rest = rest.drop(while: \.isASCIIDigit)
        }
        guard let offset = Instant.offsetInSeconds(rest) else { return nil }
        self.init(seconds: local.asUTC.seconds - offset)
    }

    private static func offsetInSeconds(_ text: Substring) -> Int64? {
        if text == "Z" || text == "z" { return 0 }
        guard let sign = text.first, sign == "+" || sign == "-" else { return nil }
        let parts = text.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.count == 2 && $0.allSatisfy(\.isASCIIDigit) }),
            let hours = Int64(parts[0]), let minutes = Int64(parts[1]), (0...23).contains(hours),
            (0...59).contains(minutes)
        else { return nil }
        return (sign == "-" ? -1 : 1) * (hours * 3600 + minutes * 60)
    }
}

extension Character {
    var isASCIIDigit: Bool { isASCII && isNumber }
}

extension Duration {
    public static func minutes(_ count: Int) -> Duration { .seconds(count * 60) }
    public static func hours(_ count: Int) -> Duration { .seconds(count * 3600) }
    public static func days(_ count: Int) -> Duration { .seconds(count * 86_400) }

    /// Whole microseconds, saturating.
    public var microseconds: Int64 {
        let (whole, overflow) = components.seconds.multipliedReportingOverflow(by: 1_000_000)
        if overflow { return components.seconds > 0 ? .max : .min }
        return whole.addingReportingOverflow(components.attoseconds / 1_000_000_000_000).partialValue
    }
}
