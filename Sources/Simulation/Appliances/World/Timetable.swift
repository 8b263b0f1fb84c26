import Foundation
import RatchetCore
import SeededRandom

/// A calendar as an operator wrote it, and when it is open, worked out with Foundation's calendar and none of the core's code.
struct Timetable {
    let name: String
    let zone: String
    private(set) var windows: [(hour: Int, minute: Int, weekdays: Set<Int>, hours: Int)]
    private(set) var freezes: [(from: LocalDateTime, until: LocalDateTime)]
    private var openings: [(start: Instant, end: Instant)] = []

    static let zones = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC"]
    /// How many days it is worked out for.
    private static let horizon = 60

    init(_ name: String, from start: Instant, _ random: inout SeededRandom) {
        (self.name, zone) = (name, random.pick(Timetable.zones))
        windows = []
        for _ in 0..<Int.random(in: 1...2, using: &random) {
            let weekdays = random.happens(700) ? Set(1...7) : Set((1...7).filter { _ in random.happens(500) } + [1])
            let (hour, minute) = random.pick([(22, 0), (23, 30), (1, 0), (2, 0), (2, 30), (12, 0)])
            windows.append((hour, minute, weekdays, Int.random(in: 2...7, using: &random)))
        }
        freezes = []
        if random.happens(400) {
            let from = start + random.duration(.hours(12), .days(5))
            freezes.append((LocalDateTime(utc: from), LocalDateTime(utc: from + random.duration(.hours(2), .days(2)))))
        }
        workOut(from: start)
    }

    /// Open day and night from now on: what a patient operator does when nothing fits.
    mutating func openWide(from now: Instant) {
        windows = [(0, 0, Set(1...7), 24)]
        freezes = []
        workOut(from: now)
    }

    mutating func freeze(from: Instant, until: Instant, at now: Instant) {
        freezes.append((LocalDateTime(utc: from), LocalDateTime(utc: until)))
        workOut(from: now)
    }

    var calendar: WindowCalendar? {
        guard let zone = ZoneID(zone) else { return nil }
        return WindowCalendar(
            name: name, zone: zone,
            weekly: windows.compactMap { window in
                // Foundation counts from Sunday.
                let days = window.weekdays.map { Weekday.allCases[($0 + 5) % 7] }
                return LocalTime(hour: window.hour, minute: window.minute).flatMap {
                    WeeklyWindow(days: Set(days), start: $0, length: .hours(window.hours))
                }
            }, freezes: freezes.compactMap { Freeze(from: $0.from, until: $0.until, reason: "month's end") })
    }

    /// For the timeline.
    var words: String {
        let windows = windows.map { "\($0.hour):\($0.minute) \($0.weekdays.sorted()) \($0.hours) h" }
        return "\(name) (\(zone)): \(windows.joined(separator: ", "))"
            + freezes.map { "; frozen \($0.from) to \($0.until)" }.joined()
    }

    /// Until when it is open, if it is.
    func openUntil(_ moment: Instant) -> Instant? {
        openings.first { $0.start <= moment && moment < $0.end }?.end
    }

    private mutating func workOut(from start: Instant) {
        var gregorian = Calendar(identifier: .gregorian)
        gregorian.timeZone = TimeZone(identifier: zone) ?? .gmt
        let first = (start - .days(3)).date
        var raw: [(start: Instant, end: Instant)] = []
        for window in windows {
            var day = gregorian.startOfDay(for: first)
            for _ in 0..<Timetable.horizon {
                if window.weekdays.contains(gregorian.component(.weekday, from: day)),
                    let opens = Timetable.first(window.hour, window.minute, on: day, gregorian)
                {
                    raw.append((Instant(opens), Instant(opens) + .hours(window.hours)))
                }
                day = gregorian.startOfDay(for: gregorian.date(byAdding: .day, value: 1, to: day) ?? day)
            }
        }
        let shut = freezes.map {
            (Timetable.moment($0.from, gregorian, .first), Timetable.moment($0.until, gregorian, .last))
        }
        openings = Timetable.without(shut, of: Timetable.joined(raw))
    }

    /// The first moment of a day whose clocks show it, or the next that there is.
    private static func first(_ hour: Int, _ minute: Int, on day: Date, _ calendar: Calendar) -> Date? {
        if hour == 0, minute == 0 { return day }
        return calendar.date(
            bySettingHour: hour, minute: minute, second: 0, of: day, matchingPolicy: .nextTime,
            repeatedTimePolicy: .first)
    }

    private static func moment(
        _ local: LocalDateTime, _ calendar: Calendar, _ repeated: Calendar.RepeatedTimePolicy
    ) -> Instant {
        let parts = local.description.split { !$0.isNumber }.compactMap { Int($0) }
        let wanted = DateComponents(
            year: parts[0], month: parts[1], day: parts[2], hour: parts[3], minute: parts[4], second: parts.last)
        let before = (local.asUTC - .days(2)).date
        let found = calendar.nextDate(
            after: before, matching: wanted, matchingPolicy: .nextTime, repeatedTimePolicy: repeated)
        return found.map { Instant($0) } ?? local.asUTC
    }

    private static func joined(_ raw: [(start: Instant, end: Instant)]) -> [(start: Instant, end: Instant)] {
        var joined: [(start: Instant, end: Instant)] = []
        for opening in raw.sorted(by: { $0.start < $1.start }) {
            if let last = joined.last, opening.start <= last.end {
                joined[joined.count - 1].end = max(last.end, opening.end)
            } else {
                joined.append(opening)
            }
        }
        return joined
    }

    private static func without(
        _ shut: [(Instant, Instant)], of openings: [(start: Instant, end: Instant)]
    ) -> [(start: Instant, end: Instant)] {
        var left = openings
        for (from, until) in shut {
            left = left.flatMap { opening -> [(start: Instant, end: Instant)] in
                guard from < opening.end, until > opening.start else { return [opening] }
                return [(opening.start, from), (until, opening.end)].filter { $0.0 < $0.1 }.map {
                    (start: $0.0, end: $0.1)
                }
            }
        }
        return left
    }
}
