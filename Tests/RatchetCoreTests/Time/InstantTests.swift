import Foundation
import RatchetCore
import SeededRandom
import Testing

@Suite("Moments")
struct InstantTests {
    @Test func `a moment is written in RFC 3339 and read back, for moments of any year`() throws {
        var random = SeededRandom(seed: 3)
        for _ in 0..<500 {
            let seconds = Int64.random(in: -62_135_596_800...253_402_300_799, using: &random)
            let instant = Instant(seconds: seconds)
            #expect(Instant(rfc3339: instant.description) == instant, "\(instant)")
        }
    }

    @Test func `a moment reads as Foundation writes it`() throws {
        let formatter = ISO8601DateFormatter()
        var random = SeededRandom(seed: 4)
        for _ in 0..<200 {
            let seconds = Int64.random(in: -10_000_000_000...10_000_000_000, using: &random)
            let text = formatter.string(from: Date(timeIntervalSince1970: Double(seconds)))
            #expect(Instant(rfc3339: text) == Instant(seconds: seconds), "\(text)")
            #expect(Instant(seconds: seconds).description == text)
        }
    }

    @Test(arguments: [
        ("2026-11-21T09:30:00Z", 1_795_253_400), ("2026-11-21T10:30:00+01:00", 1_795_253_400),
        ("2026-11-20T23:30:00-10:00", 1_795_253_400), ("2026-11-21T09:30:00.987654Z", 1_795_253_400),
        ("2026-11-21 09:30:00z", 1_795_253_400), ("1969-12-31T23:59:59Z", -1),
    ])
    func `offsets are taken into account, and fractions dropped`(_ text: String, _ seconds: Int64) {
        #expect(Instant(rfc3339: text) == Instant(seconds: seconds))
    }

    @Test(arguments: [
        "", "2026-11-21", "2026-11-21T09:30:00", "2026-11-21T09:30:00+0100", "2026-11-21T09:30:00+1:00",
        "2026-11-21T09:30:00++1:00", "2026-11-21T09:30:00+24:00", "2026-11-21T09:30:00+01:60",
        "2026-11-21T09:30:00.Z", "2026-11-21T24:00:00Z", "2026-11-21T09:60:00Z", "2026-11-21T09:30:60Z",
        "2026-02-29T09:30:00Z", "2026-11-21T09:30:00ZZ", "2026-11-21T09:30:00 Z",
    ])
    func `what is no RFC 3339 is refused`(_ text: String) {
        #expect(Instant(rfc3339: text) == nil, "\(text) is no moment")
    }

    @Test func `the date of a moment is its date in UTC, before 1970 too`() throws {
        #expect(try Instant(seconds: -1).utcDate == day("1969-12-31"))
        #expect(try Instant(microseconds: -1).utcDate == day("1969-12-31"))
        #expect(try moment("2026-03-31T23:59:59Z").utcDate == day("2026-03-31"))
    }

    @Test func `sums saturate instead of trapping`() {
        #expect(Instant(microseconds: .max) + .seconds(1) == Instant(microseconds: .max))
        #expect(Instant(microseconds: .min) - .seconds(1) == Instant(microseconds: .min))
        #expect(Instant(seconds: 0) + .seconds(Int64.max) == Instant(microseconds: .max))
        #expect(Instant(microseconds: .max).description == "9999-12-31T23:59:59Z")
    }

    @Test func `the earliest moment of all ended the process when it was shown`() {
        #expect(Instant(microseconds: .min).seconds == -9_223_372_036_855)
        #expect(Instant(microseconds: .min).description == "0001-01-01T00:00:00Z")
    }
}
