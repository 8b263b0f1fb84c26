import RatchetCore
import SeededRandom
import Testing

@Suite("Properties of calendars")
struct WindowPropertyTests {
    @Test(arguments: 0..<40 as Range<UInt64>)
    func `openings ascend, never overlap, contain their start, and are the same from each of their moments`(
        _ seed: UInt64
    ) throws {
        var random = SeededRandom(seed: seed)
        let calendar = try random.nextCalendar()
        let from = Instant(seconds: Int64.random(in: 1_700_000_000...1_900_000_000, using: &random))
        let openings = calendar.openings(from: from, limit: 60)
        #expect(openings == calendar.openings(from: from, limit: 60), "equal input, equal output")
        for (earlier, later) in zip(openings, openings.dropFirst()) { #expect(earlier.end < later.start) }
        for opening in openings {
            #expect(opening.start < opening.end && opening.end > from && opening.contains(opening.start))
            let inside = opening.start + opening.length * Double.random(in: 0..<1, using: &random)
            #expect(calendar.opening(at: opening.start) == opening && calendar.opening(at: inside) == opening)
            #expect(calendar.freeze(at: inside) == nil && calendar.freeze(at: opening.start) == nil)
        }
    }

    @Test(arguments: 100..<120 as Range<UInt64>)
    func `at each moment it is open just when a window says so and no freeze cuts it`(_ seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let calendar = try random.nextCalendar()
        let from = Instant(seconds: Int64.random(in: 29_000_000...31_000_000, using: &random) * 60)
        let openings = calendar.openings(from: from, limit: 100)
        for minute in stride(from: 0, to: 20 * 1440, by: 7) {
            let moment = from + .minutes(minute)
            let isOpen = openings.contains { $0.contains(moment) }
            if isOpen != says(calendar, moment) { Issue.record("\(calendar.zone) \(moment) \(isOpen)") }
        }
    }

    /// The definition itself, without any walk.
    private func says(_ calendar: WindowCalendar, _ moment: Instant) -> Bool {
        let zone = calendar.zone
        let isFrozen = calendar.freezes.contains {
            zone.moment(of: $0.from).first <= moment && moment < zone.moment(of: $0.until).last
        }
        let days = (-2...1).map { zone.local(moment).date.adding(days: $0) }
        return !isFrozen
            && days.contains { day in
                !calendar.holidays.contains(day)
                    && starts(of: calendar, on: day).contains { start, length in
                        let begins = zone.moment(of: start).first
                        return begins <= moment && moment < begins + length
                    }
            }
    }

    private func starts(of calendar: WindowCalendar, on day: CivilDate) -> [(LocalDateTime, Duration)] {
        calendar.weekly.filter { $0.days.contains(day.weekday) }
            .map { (LocalDateTime(date: day, time: $0.start), $0.length) }
            + calendar.oneTime.filter { $0.start.date == day }.map { ($0.start, $0.length) }
    }
}

extension SeededRandom {
    /// Some weekly windows, a few that come once, holidays and a freeze, in a zone of which the clocks are set in many ways.
    fileprivate mutating func nextCalendar() throws -> WindowCalendar {
        let zones = [
            "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo", "America/Nuuk", "Asia/Kolkata",
            "Pacific/Chatham", "Antarctica/Troll", "Africa/Casablanca", "UTC",
        ]
        let inZone = try zone(zones[Int.random(in: 0..<zones.count, using: &self)])
        let day = CivilDate(daysSince1970: Int64.random(in: 20_000...21_600, using: &self))
        let from = LocalDateTime(date: day, time: nextTime())
        let freeze = Freeze(
            from: from, until: from.adding(days: Int.random(in: 1...20, using: &self)), reason: "stock-taking")
        let weekly = (0..<Int.random(in: 1...4, using: &self)).compactMap { _ in nextWeekly() }
        let oneTime = (0..<3).compactMap { _ in nextOneTime(near: day) }
        return WindowCalendar(
            name: "random", zone: inZone, weekly: weekly, oneTime: oneTime,
            holidays: Set((0..<10).map { day.adding(days: $0 * 9) }), freezes: [try #require(freeze)])
    }

    private mutating func nextWeekly() -> WeeklyWindow? {
        let days = Weekday.allCases.filter { _ in Int.random(in: 0..<4, using: &self) == 0 }
        return WeeklyWindow(days: Set(days + [.sunday]), start: nextTime(), length: nextLength(most: 900))
    }

    private mutating func nextOneTime(near day: CivilDate) -> OneTimeWindow? {
        let date = day.adding(days: Int.random(in: 0...60, using: &self))
        return OneTimeWindow(start: LocalDateTime(date: date, time: nextTime()), length: nextLength(most: 1440))
    }

    private mutating func nextTime() -> LocalTime {
        let minute = Int.random(in: 0..<1440, using: &self)
        return LocalTime(hour: minute / 60, minute: minute % 60) ?? .midnight
    }

    private mutating func nextLength(most: Int) -> Duration { .minutes(Int.random(in: 1...most, using: &self)) }
}
