/// A day of the week, as calendars write it.
public enum Weekday: String, Sendable, Equatable, CaseIterable {
    case monday = "mon"
    case tuesday = "tue"
    case wednesday = "wed"
    case thursday = "thu"
    case friday = "fri"
    case saturday = "sat"
    case sunday = "sun"
}

extension CivilDate {
    public var weekday: Weekday {
        // 1970-01-01 was a Thursday.
        Weekday.allCases[Int((daysSince1970 % 7 + 7 + 3) % 7)]
    }
}
