import Foundation
import RatchetCore
import SeededRandom
import Testing

@Suite("Dates of the calendar")
struct CivilDateTests {
    private static let utc: Calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(secondsFromGMT: 0) ?? calendar.timeZone
        return calendar
    }()

    @Test(arguments: ["2026-03-31", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"])
    func `a date is written as it is read`(_ text: String) throws {
        #expect(CivilDate(text)?.description == text)
    }

    @Test(arguments: [
        "", "2026-3-31", "2026-02-29", "1900-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00",
        "0000-01-01", "2026/01/01", "2026-01-01T00:00:00", " 2026-01-01", "+026-01-01", "２０２６-01-01",
    ])
    func `what is no date of the calendar is refused`(_ text: String) {
        #expect(CivilDate(text) == nil, "\(text) is no date")
    }

    @Test func `1970-01-01 is day zero, and the day before it minus one`() throws {
        #expect(try day("1970-01-01").daysSince1970 == 0)
        #expect(try day("1969-12-31").daysSince1970 == -1)
    }

    @Test func `days and dates say the same as another calendar, for days of three thousand years`() throws {
        var random = SeededRandom(seed: 1)
        for _ in 0..<500 {
            // Foundation's Gregorian calendar is Julian before 1582.
            let number = Int64.random(in: -140_000...2_000_000, using: &random)
            let date = CivilDate(daysSince1970: number)
            let wanted = Self.utc.dateComponents(
                [.year, .month, .day], from: Date(timeIntervalSince1970: Double(number) * 86_400))
            #expect(date.year == wanted.year && date.month == wanted.month && date.day == wanted.day, "day \(number)")
            #expect(date.daysSince1970 == number, "day \(number)")
            #expect(CivilDate(date.description) == date)
        }
    }

    @Test func `every day of years 1 to 9999 is one after the day before`() throws {
        var random = SeededRandom(seed: 2)
        for _ in 0..<500 {
            let number = Int64.random(in: -719_162...2_932_895, using: &random)
            let (date, next) = (CivilDate(daysSince1970: number), CivilDate(daysSince1970: number + 1))
            #expect(date < next && date.adding(days: 1) == next && next.adding(days: -1) == date, "\(date)")
        }
    }

    @Test func `days outside of years 1 to 9999 stop at the ends`() {
        #expect(CivilDate(daysSince1970: .min).description == "0001-01-01")
        #expect(CivilDate(daysSince1970: .max).description == "9999-12-31")
    }
}
