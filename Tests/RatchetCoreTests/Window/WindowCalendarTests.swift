import RatchetCore
import Testing

@Suite("Calendars")
struct WindowCalendarTests {
    private let berlin: ZoneID
    /// 2026-11-23 is a Monday.
    private let monday: Instant

    init() throws {
        berlin = try zone("Europe/Berlin")
        monday = try utc("2026-11-23T11:00:00Z")
    }

    @Test func `a window comes on its days, and may end on the day after`() throws {
        let calendar = WindowCalendar(
            name: "nights", zone: berlin, weekly: [try weekly([.saturday, .wednesday], "22:00", .hours(8))])
        #expect(
            calendar.openings(from: monday, limit: 3).map(\.text) == [
                "2026-11-25T21:00:00Z/2026-11-26T05:00:00Z", "2026-11-28T21:00:00Z/2026-11-29T05:00:00Z",
                "2026-12-02T21:00:00Z/2026-12-03T05:00:00Z",
            ])
    }

    @Test func `an opening contains its start and not its end`() throws {
        let calendar = WindowCalendar(name: "nights", zone: berlin, weekly: [try daily("22:00", .hours(8))])
        let night = try #require(calendar.nextOpening(from: monday))
        #expect(calendar.opening(at: night.start) == night && calendar.opening(at: night.end) == nil)
        #expect(calendar.opening(at: night.start - .microseconds(1)) == nil)
        #expect(calendar.opening(at: night.end - .microseconds(1)) == night)
    }

    @Test func `the next opening from a moment may be the one that it is in, the next after it is not`() throws {
        let calendar = WindowCalendar(name: "nights", zone: berlin, weekly: [try daily("22:00", .hours(8))])
        let night = try #require(calendar.nextOpening(from: monday))
        #expect(calendar.nextOpening(from: night.start + .hours(1)) == night)
        #expect(calendar.nextOpening(after: night.start - .microseconds(1)) == night)
        #expect(calendar.nextOpening(after: night.start)?.start == night.start + .hours(24))
    }

    @Test func `windows that touch or overlap are one opening`() throws {
        let calendar = WindowCalendar(
            name: "nights", zone: berlin,
            weekly: [
                try weekly([.tuesday], "20:00", .hours(2)), try weekly([.tuesday], "22:00", .hours(4)),
                try weekly([.wednesday], "01:00", .hours(3)), try weekly([.wednesday], "01:30", .minutes(10)),
            ])
        #expect(calendar.nextOpening(from: monday)?.text == "2026-11-24T19:00:00Z/2026-11-25T03:00:00Z")
    }

    @Test func `on a holiday no window starts, and one of the evening before goes on`() throws {
        let calendar = WindowCalendar(
            name: "nights", zone: berlin, weekly: [try daily("22:00", .hours(8))],
            oneTime: [try once("2026-12-25T12:00", .hours(1))], holidays: [try date("2026-12-25")])
        #expect(
            calendar.openings(from: try utc("2026-12-24T12:00:00Z"), limit: 2).map(\.text) == [
                "2026-12-24T21:00:00Z/2026-12-25T05:00:00Z", "2026-12-26T21:00:00Z/2026-12-27T05:00:00Z",
            ])
    }

    @Test func `a freeze cuts what it meets, and says why`() throws {
        let calendar = WindowCalendar(
            name: "nights", zone: berlin, weekly: [try daily("22:00", .hours(8))],
            freezes: [
                try freeze("2026-11-24T00:00", "2026-11-24T02:00"), try freeze("2026-11-24T23:00", "2026-11-26T00:00"),
            ])
        #expect(
            calendar.openings(from: monday, limit: 4).map(\.text) == [
                "2026-11-23T21:00:00Z/2026-11-23T23:00:00Z", "2026-11-24T01:00:00Z/2026-11-24T05:00:00Z",
                "2026-11-24T21:00:00Z/2026-11-24T22:00:00Z", "2026-11-25T23:00:00Z/2026-11-26T05:00:00Z",
            ])
        let frozen = try #require(calendar.freeze(at: utc("2026-11-25T12:00:00Z")))
        #expect(try frozen.reason == "stock-taking" && frozen.until == utc("2026-11-25T23:00:00Z"))
        #expect(try !calendar.isFrozen(at: utc("2026-11-25T23:00:00Z")))
    }

    @Test func `of two freezes the one that lasts longer counts`() throws {
        let calendar = WindowCalendar(
            name: "nights", zone: berlin,
            freezes: [
                try freeze("2026-11-23T00:00", "2026-11-30T00:00"), try freeze("2026-11-23T10:00", "2026-11-24T00:00"),
            ])
        #expect(try calendar.freeze(at: monday)?.until == utc("2026-11-29T23:00:00Z"))
    }

    @Test func `a window that comes once comes once`() throws {
        let calendar = WindowCalendar(name: "move", zone: berlin, oneTime: [try once("2028-02-29T20:00", .hours(4))])
        let openings = calendar.openings(from: monday, limit: 10)
        #expect(openings.map(\.text) == ["2028-02-29T19:00:00Z/2028-02-29T23:00:00Z"])
        #expect(calendar.nextOpening(after: openings[0].start) == nil)
    }

    @Test func `a calendar that never opens again says so`() throws {
        #expect(WindowCalendar(name: "empty", zone: berlin).nextOpening(from: monday) == nil)
        let closed = WindowCalendar(
            name: "closed", zone: berlin, weekly: [try daily("22:00", .hours(8))],
            freezes: [try freeze("2026-01-01T00:00", "2099-01-01T00:00")])
        #expect(closed.nextOpening(from: monday) == nil)
        #expect(closed.openings(from: monday, limit: 5).isEmpty)
        let far = WindowCalendar(name: "far", zone: berlin, oneTime: [try once("2035-01-01T20:00", .hours(4))])
        #expect(far.nextOpening(from: monday) == nil, "more than five years ahead")
    }

    @Test func `what never closes is open for a month to either side`() throws {
        let calendar = WindowCalendar(name: "always", zone: .utc, weekly: [try daily("00:00", .hours(24))])
        let opening = try #require(calendar.opening(at: monday))
        #expect(opening.end >= monday + .days(31) && opening.start <= monday - .days(31))
    }

    @Test func `an opening of three weeks is the same from each of its moments`() throws {
        let days = try (1...21).map { try once("2026-12-\($0 < 10 ? "0" : "")\($0)T00:00", .hours(24)) }
        let calendar = WindowCalendar(name: "move", zone: .utc, oneTime: days)
        let opening = try #require(calendar.nextOpening(from: monday))
        #expect(opening.text == "2026-12-01T00:00:00Z/2026-12-22T00:00:00Z")
        for hour in 0..<(21 * 24) {
            #expect(calendar.opening(at: opening.start + .hours(hour)) == opening, "hour \(hour)")
        }
    }

    @Test func `the ends of time are no trap`() throws {
        let calendar = WindowCalendar(name: "nights", zone: berlin, weekly: [try daily("22:00", .hours(8))])
        for moment in [Instant(microseconds: .min), Instant(microseconds: .max)] {
            #expect(calendar.openings(from: moment, limit: 3).count <= 3)
            #expect(!calendar.isFrozen(at: moment))
        }
    }

    @Test func `a window lasts from a minute to a day, and a freeze ends after it begins`() throws {
        let start = try local("2026-11-24T20:00")
        #expect(OneTimeWindow(start: start, length: .seconds(59)) == nil)
        #expect(OneTimeWindow(start: start, length: .hours(24) + .seconds(1)) == nil)
        #expect(WeeklyWindow(days: [], start: .midnight, length: .hours(1)) == nil)
        #expect(Freeze(from: start, until: start, reason: "none") == nil)
    }

    @Test(arguments: zip(Weekday.allCases, 23...29))
    func `days of the week are those of the calendar`(_ weekday: Weekday, _ day: Int) {
        #expect(CivilDate(year: 2026, month: 11, day: day)?.weekday == weekday)
        #expect(CivilDate(year: 1965, month: 11, day: day - 1)?.weekday == weekday)
    }
}
