import Testing
import WireText

@Suite struct WireTextTests {
    @Test("thirty accents in a row stay as they are, and the thirty-first follows a joiner")
    func accents() {
        let most = "e" + String(repeating: "\u{301}", count: 30)
        #expect(Array(most.streamSafe().unicodeScalars) == Array(most.unicodeScalars))
        #expect(
            Array((most + "\u{316}").streamSafe().unicodeScalars) == Array((most + "\u{34F}\u{316}").unicodeScalars))
    }

    @Test("U+0000 becomes U+FFFD, and nothing else changes")
    func nul() {
        #expect("a\u{0}b\u{0}".replacingNUL() == "a\u{FFFD}b\u{FFFD}")
        #expect("\u{1}é\r\n".replacingNUL() == "\u{1}é\r\n")
    }

    @Test(
        "a day is one that exists", arguments: ["2026-03-24", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"])
    func days(text: String) throws {
        let day = try #require(CalendarDay(text.utf8))
        #expect([day.year, day.month, day.day] == text.split(separator: "-").compactMap { Int($0) })
    }

    @Test(
        "anything else is no day",
        arguments: [
            "", "2026-03-24 ", "2026-3-24", "2026/03/24", "+026-03-24", "2026-00-24", "2026-13-24", "2026-03-00",
            "2026-04-31", "2023-02-29", "1900-02-29", "0000-01-01", "２026-03-24",
        ])
    func noDays(text: String) {
        #expect(CalendarDay(text.utf8) == nil)
    }
}
