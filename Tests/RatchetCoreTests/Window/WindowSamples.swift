import RatchetCore
import Testing

/// `2026-03-29T01:00:00Z`.
func utc(_ text: String) throws -> Instant { try #require(Instant(rfc3339: text), "\(text)") }

func date(_ text: String) throws -> CivilDate { try #require(CivilDate(text), "\(text)") }

func zone(_ text: String) throws -> ZoneID { try #require(ZoneID(text), "\(text)") }

func weekly(_ days: Set<Weekday>, _ start: String, _ length: Duration) throws -> WeeklyWindow {
    let time = try #require(LocalTime(start))
    return try #require(WeeklyWindow(days: days, start: time, length: length))
}

/// A window every day.
func daily(_ start: String, _ length: Duration) throws -> WeeklyWindow {
    try weekly(Set(Weekday.allCases), start, length)
}

func once(_ start: String, _ length: Duration) throws -> OneTimeWindow {
    try #require(OneTimeWindow(start: try local(start), length: length))
}

func freeze(_ from: String, _ until: String) throws -> Freeze {
    try #require(Freeze(from: try local(from), until: try local(until), reason: "stock-taking"))
}

extension Opening {
    /// `start/end` in UTC.
    var text: String { "\(start)/\(end)" }
}
