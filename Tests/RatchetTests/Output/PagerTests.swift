import RatchetCore
import Testing

@testable import ratchet

@Suite("The pager")
struct PagerTests {
    private func command(_ environment: [String: String], hasLess: Bool = true) -> String? {
        Pager.command(environment: environment) { $0 == "less" && hasLess }
    }

    @Test func `Ratchet's own variable, then everybody's, then less`() {
        #expect(command(["RATCHET_PAGER": "bat", "PAGER": "more"]) == "bat")
        #expect(command(["PAGER": "more"]) == "more")
        #expect(command([:]) == "less -FRX")
        #expect(command([:], hasLess: false) == nil)
    }

    @Test(arguments: ["", " ", "cat"])
    func `none where somebody wants none`(word: String) {
        #expect(command(["RATCHET_PAGER": word, "PAGER": "more"]) == nil)
        #expect(command(["PAGER": word]) == nil)
    }
}

@Suite("How long ago")
struct RelativeTimeTests {
    @Test(arguments: [
        (0, "just now"), (-59, "just now"), (-60, "1 minute ago"), (-5399, "89 minutes ago"), (-5400, "1 hour ago"),
        (-129_599, "35 hours ago"), (-129_600, "1 day ago"), (-864_000, "10 days ago"), (59, "in less than a minute"),
        (600, "in 10 minutes"), (518_400 + 80_000, "in 6 days"),
    ])
    func `it is said in whole units that have passed or are left`(seconds: Int64, words: String) {
        let now = Instant(seconds: 1_777_637_100)
        #expect(RelativeTime.words(now + .seconds(seconds), now: now) == words)
        #expect(RelativeTime.words("today", now: now) == nil)
    }
}

@Suite("A device's clock")
struct DeviceClockTests {
    @Test(arguments: [
        ("Europe/Zurich", "2026-05-15T19:00:00", "2026-05-15T17:00:00Z"),
        ("Asia/Tokyo", "2026-05-15T19:00:00", "2026-05-15T10:00:00Z"),
        // The night in which clocks are put back, and the one in which they are put forward.
        ("Europe/Zurich", "2026-10-25T12:00:00", "2026-10-25T11:00:00Z"),
        ("Europe/Zurich", "2026-03-29T12:00:00", "2026-03-29T10:00:00Z"),
    ])
    func `where its zone is known, its deadline is a moment`(zone: String, local: String, moment: String) {
        #expect(DeviceClock(zone: zone).moment(local)?.description == moment)
    }

    @Test(arguments: [nil, "Nowhere/Never", ""])
    func `where it is not, it is its own clock and no more`(zone: String?) {
        let clock = DeviceClock(zone: zone)
        #expect(clock.moment("2026-05-15T19:00:00") == nil && clock.time(at: .present) == nil)
        #expect(clock.words("2026-05-15T19:00:00") == "2026-05-15 19:00 on its own clock")
    }
}
