import CalendarFile
import RatchetCore
import Testing
import YAMLText

@Suite("Calendar files")
struct CalendarFileTests {
    private let whole = """
        calendars:
          nights:
            zone: Europe/Berlin
            windows:
              - {days: [sat, Sun], start: "22:00", length: 8h}
              - days: weekdays
                start: 02:00
                length: 90m
              - {date: 2026-12-05, start: 20:00, length: 4h}
            holidays: [2026-12-25, 2026-12-26]
            freezes:
              - {from: 2026-12-15T18:00, until: 2027-01-07, reason: end of the year}
          always: {zone: UTC, windows: [{days: daily, start: 00:00, length: 24h}], holidays: }
        """

    @Test func `a file is read whole`() throws {
        let calendars = try CalendarFile.read(Array(whole.utf8))
        #expect(calendars.map(\.name) == ["nights", "always"])
        #expect(calendars.map(\.zone.text) == ["Europe/Berlin", "UTC"])
        let nights = calendars[0]
        let weekend: Set<Weekday> = [.saturday, .sunday]
        #expect(nights.weekly.map(\.days) == [weekend, Set(Weekday.allCases).subtracting(weekend)])
        #expect(nights.weekly.map(\.start.description) == ["22:00", "02:00"])
        #expect(nights.weekly.map(\.length) == [.hours(8), .minutes(90)])
        #expect(nights.oneTime.map(\.start.description) == ["2026-12-05T20:00:00"])
        #expect(nights.holidays.map(\.description).sorted() == ["2026-12-25", "2026-12-26"])
        #expect(nights.freezes.map(\.from.description) == ["2026-12-15T18:00:00"])
        #expect(nights.freezes.map(\.until.description) == ["2027-01-07T00:00:00"])
        #expect(calendars[1].weekly[0].days.count == 7)
    }

    @Test func `every fault is named at once, each with its line and the way out`() {
        let faults = faults(
            """
            calendars:
              nights of may:
                zone: Europe/Berln
                windows:
                  - {days: [sat, son], start: 24:00, length: 25h}
                  - {start: 20:00, length: 4h}
                  - {days: [], date: 2026-12-25, start: 20:00, lenght: 4h}
                  - {days: often, start: 20:00, length: 1h}
                  - {date: 2026-12-25, start: 20:00, length: 1h}
                holidays: [2026-12-25, 2026-02-30]
                freezes:
                  - {from: 2026-12-15, until: 2026-12-15, reason: none}
                  - {from: tomorrow, until: 2026-12-15}
              empty: {zone: GMT+3, windows: [], frezes: []}
            """)
        let wanted = [
            "line 3: calendars.nights of may: is no name for a calendar",
            "line 3: calendars.nights of may.zone: \"Europe/Berln\" is no zone of the IANA database; did you mean Europe/Berlin?",
            "line 5: calendars.nights of may.windows[0].days[1]: \"son\" is not one of mon, tue",
            "line 5: calendars.nights of may.windows[0].start: \"24:00\" is not a time of day such as 22:00",
            "line 5: calendars.nights of may.windows[0].length: \"25h\" is not a length of 1m to 24h, such as 90m or 8h",
            "line 6: calendars.nights of may.windows[1]: needs either days, and comes each week, or date, and comes once",
            "line 7: calendars.nights of may.windows[2]: there is no key \"lenght\"; did you mean length?",
            "line 7: calendars.nights of may.windows[2]: needs either days",
            "line 7: calendars.nights of may.windows[2].days: has no day",
            "line 7: calendars.nights of may.windows[2]: length is missing",
            "line 8: calendars.nights of may.windows[3].days: is neither a list such as [sat, sun] nor one of daily, weekdays",
            "line 9: calendars.nights of may.windows[4]: starts on 2026-12-25, a holiday here",
            "line 10: calendars.nights of may.holidays[1]: \"2026-02-30\" is not a date such as 2026-12-25",
            "line 12: calendars.nights of may.freezes[0]: ends at 2026-12-15T00:00:00, which is not after its beginning",
            "line 13: calendars.nights of may.freezes[1].from: \"tomorrow\" is not a date and time",
            "line 13: calendars.nights of may.freezes[1]: reason is missing",
            "line 14: calendars.empty: there is no key \"frezes\"; did you mean freezes?",
            "line 14: calendars.empty.zone: \"GMT+3\" is no zone of the IANA database; names look like Europe/Berlin",
            "line 14: calendars.empty: windows is empty, so it is never open",
        ]
        #expect(faults.count == wanted.count, "\(faults.joined(separator: "\n"))")
        for words in wanted { #expect(faults.contains { $0.hasPrefix(words) }, "\(words)") }
    }

    @Test(arguments: [
        ("", "line 1: is empty, where keys with values belong"), ("calendars:\n", "line 1: calendars is missing"),
        ("calendars: {}\n", "line 1: calendars: has no calendar"),
        ("calendars: [a]\n", "line 1: calendars: is a list, where keys with values belong"),
        ("calendars: {a: {zone: UTC}}\n", "line 1: calendars.a: windows is missing"),
    ])
    func `a file without calendars says what is missing`(_ text: String, _ fault: String) {
        #expect(faults(text) == [fault])
    }

    @Test func `more than anybody writes is refused`() {
        let windows = Array(repeating: "{days: [sat], start: 01:00, length: 1h}", count: 501).joined(separator: ", ")
        #expect(faults("calendars: {a: {zone: UTC, windows: [\(windows)]}}").first?.contains("at most 500") == true)
        let calendars = (0...100).map { "a\($0): {}" }.joined(separator: ", ")
        #expect(faults("calendars: {\(calendars)}").first?.contains("at most 100 are taken") == true)
    }

    private func faults(_ text: String) -> [String] {
        do {
            _ = try CalendarFile.read(Array(text.utf8))
            return []
        } catch {
            return error.faults.map(\.description)
        }
    }
}
