import RatchetCore
import Testing

@Suite("Windows over the nights in which the clocks are set")
struct ClockChangeTests {
    @Test(arguments: [
        ("Europe/Berlin", "2026-03-29", "02:30", "2026-03-29T01:00:00Z"),
        ("America/New_York", "2026-03-08", "02:30", "2026-03-08T07:00:00Z"),
        ("Australia/Lord_Howe", "2026-10-04", "02:10", "2026-10-03T15:30:00Z"),
        ("Africa/Cairo", "2026-04-24", "00:30", "2026-04-23T22:00:00Z"),
        ("America/Nuuk", "2026-03-28", "23:30", "2026-03-29T01:00:00Z"),
    ])
    func `a window that starts in the skipped hour starts at the next minute that there is, with its whole length`(
        _ name: String, _ day: String, _ start: String, _ begins: String
    ) throws {
        let night = try opening(of: daily(start, .hours(2)), name, begins)
        #expect(try night.start == utc(begins) && night.length == .hours(2), "written for \(day)")
    }

    @Test(arguments: [
        ("Europe/Berlin", "02:30", "2026-10-25T00:30:00Z"), ("America/New_York", "01:30", "2026-11-01T05:30:00Z"),
        ("Australia/Lord_Howe", "01:45", "2026-04-04T14:45:00Z"), ("Africa/Cairo", "23:15", "2026-10-29T20:15:00Z"),
    ])
    func `a window that starts in the repeated hour starts the first time, and not again`(
        _ name: String, _ start: String, _ begins: String
    ) throws {
        let calendar = WindowCalendar(name: "nights", zone: try zone(name), weekly: [try daily(start, .minutes(20))])
        let openings = calendar.openings(from: try utc(begins) - .hours(20), limit: 2)
        #expect(try openings[0].start == utc(begins) && openings[0].length == .minutes(20))
        #expect(openings[1].start.since(openings[0].start) > .hours(24), "the next is tomorrow's")
    }

    @Test(arguments: [
        ("Europe/Berlin", "2026-03-28T21:00:00Z", "2026-03-29T07:00:00"),
        ("Europe/Berlin", "2026-10-24T20:00:00Z", "2026-10-25T05:00:00"),
        ("America/New_York", "2026-03-08T03:00:00Z", "2026-03-08T07:00:00"),
        ("America/New_York", "2026-11-01T02:00:00Z", "2026-11-01T05:00:00"),
        ("Australia/Lord_Howe", "2026-10-03T11:30:00Z", "2026-10-04T06:30:00"),
        ("Australia/Lord_Howe", "2026-04-04T11:00:00Z", "2026-04-05T05:30:00"),
        ("Africa/Cairo", "2026-04-23T20:00:00Z", "2026-04-24T07:00:00"),
        ("Africa/Cairo", "2026-10-29T19:00:00Z", "2026-10-30T05:00:00"),
        ("Asia/Kolkata", "2026-03-28T16:30:00Z", "2026-03-29T06:00:00"),
    ])
    func `eight hours over the night are eight hours, whatever the clocks show at their end`(
        _ name: String, _ begins: String, _ shownAtEnd: String
    ) throws {
        let night = try opening(of: daily("22:00", .hours(8)), name, begins)
        #expect(try night.start == utc(begins) && night.length == .hours(8))
        #expect(try zone(name).local(night.end) == local(shownAtEnd))
    }

    @Test func `a freeze lasts until the clocks show its end for the last time`() throws {
        let calendar = WindowCalendar(
            name: "nights", zone: try zone("Europe/Berlin"), weekly: [try daily("00:00", .hours(8))],
            freezes: [try freeze("2026-10-25T01:00", "2026-10-25T02:30")])
        #expect(try calendar.freeze(at: utc("2026-10-25T00:30:00Z"))?.until == utc("2026-10-25T01:30:00Z"))
        #expect(try calendar.nextOpening(after: utc("2026-10-25T00:00:00Z"))?.start == utc("2026-10-25T01:30:00Z"))
    }

    /// The opening that is to begin at `begins`, or whichever does near it.
    private func opening(of window: WeeklyWindow, _ name: String, _ begins: String) throws -> Opening {
        let calendar = WindowCalendar(name: "nights", zone: try zone(name), weekly: [window])
        return try #require(calendar.nextOpening(after: try utc(begins) - .hours(12)))
    }
}
