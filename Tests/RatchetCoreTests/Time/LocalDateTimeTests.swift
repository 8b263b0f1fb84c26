import RatchetCore
import SeededRandom
import Testing

@Suite("Wall-clock times")
struct LocalDateTimeTests {
    @Test(arguments: [
        ("2026-12-01T18:00:00", "2026-12-01T18:00:00"), ("2026-12-01T18:00", "2026-12-01T18:00:00"),
        ("2026-12-01 18:00", "2026-12-01T18:00:00"), ("2026-12-01 18:00:59", "2026-12-01T18:00:59"),
    ])
    func `a time may leave out its seconds, and have a space for the T`(_ text: String, _ written: String) throws {
        #expect(LocalDateTime(text)?.description == written)
    }

    @Test(arguments: [
        "", "2026-12-01", "2026-12-01T18:00:00Z", "2026-12-01T18:00:00+01:00", "2026-12-01T18:00:00.5",
        "2026-12-01T24:00:00", "2026-12-01T18:60:00", "2026-12-01T18:00:60", "2026-02-30T18:00:00",
        "2026-12-01T8:00:00", "2026-12-01  18:00", "2026-12-01T18", "tomorrow",
    ])
    func `a zone, a fraction or a time that no clock shows is refused`(_ text: String) {
        #expect(LocalDateTime(text) == nil, "\(text) is no wall-clock time")
    }

    @Test func `a wall clock in UTC shows what was asked for, for moments of any year`() throws {
        var random = SeededRandom(seed: 5)
        for _ in 0..<500 {
            let instant = Instant(seconds: .random(in: -62_135_596_800...253_402_300_799, using: &random))
            let shown = LocalDateTime(utc: instant)
            #expect(shown.asUTC == instant)
            #expect(LocalDateTime(shown.description) == shown)
        }
    }

    @Test func `the first clock to show a time is 14 hours ahead of UTC, the last 12 behind`() throws {
        let noon = try local("2026-12-01T12:00:00")
        #expect(noon.earliestInstant.description == "2026-11-30T22:00:00Z")
        #expect(noon.latestInstant.description == "2026-12-02T00:00:00Z")
    }

    @Test func `days are added on the calendar`() throws {
        #expect(try local("2026-02-28T09:00:00").adding(days: 1) == local("2026-03-01T09:00:00"))
    }

    @Test func `a time of day has two digits each`() {
        #expect(LocalTime("09:05")?.description == "09:05")
        for text in ["9:05", "24:00", "12:60", "12:00:00", "", "ab:cd"] { #expect(LocalTime(text) == nil, "\(text)") }
    }
}
