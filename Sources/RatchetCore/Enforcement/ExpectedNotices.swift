/// A notice that Apple's devices are known to give their user (reference 3.2). Expected, never evidence.
public struct ExpectedNotice: Sendable, Equatable {
    public enum Kind: String, Sendable, Equatable, CaseIterable {
        case daily
        /// In the last 24 hours; Do Not Disturb is ignored.
        case hourly
        /// Half an hour before the deadline.
        case lastHour = "last-hour"
        /// In the last half hour.
        case everyTenMinutes = "every-ten-minutes"
        case restartCountdown = "restart-countdown"
    }

    public let kind: Kind
    /// On the device's wall clock.
    public let from: LocalDateTime
    public let until: LocalDateTime
}

/// Phase 4 is inferred: an update that is prepared before its deadline is being announced to the user.
public enum ExpectedNotices {
    /// The notices between `from` and the deadline, in order; none once the deadline has passed.
    public static func before(_ deadline: LocalDateTime, from: LocalDateTime) -> [ExpectedNotice] {
        let marks: [(ExpectedNotice.Kind, Duration, Duration)] = [
            (.daily, .days(14), .hours(24)), (.hourly, .hours(24), .hours(1)),
            (.lastHour, .hours(1), .minutes(30)), (.everyTenMinutes, .minutes(30), .zero),
            (.restartCountdown, .minutes(1), .zero),
        ]
        return marks.compactMap { kind, begins, ends in
            let begin = max(LocalDateTime(utc: deadline.asUTC - begins), from)
            let end = LocalDateTime(utc: deadline.asUTC - ends)
            return begin < end ? ExpectedNotice(kind: kind, from: begin, until: end) : nil
        }
    }
}
