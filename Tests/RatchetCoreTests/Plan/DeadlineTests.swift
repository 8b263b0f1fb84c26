import RatchetCore
import SeededRandom
import Testing

@Suite("Deadlines and the minimum notice")
struct DeadlineTests {
    private let seen = "2026-03-24T23:59:00Z"

    private func deadline(
        _ rule: DeadlineRule, offered: String, notice: MinimumNotice = .standard, isUrgent: Bool = false
    ) throws -> LocalDateTime {
        try rule.deadline(
            firstSeen: moment(seen), offeredAt: moment(offered), notice: notice, isUrgent: isUrgent)
    }

    private func after(_ days: Int, _ time: String = "18:00") throws -> DeadlineRule {
        .afterFirstSeen(days: days, at: try #require(LocalTime(time)))
    }

    @Test func `so many days after the UTC date of the first sight, at the local time of day`() throws {
        #expect(try deadline(after(14), offered: "2026-03-25T12:00:00Z") == local("2026-04-07T18:00:00"))
    }

    @Test func `exactly the minimum notice is enough, in the zone where the day begins first`() throws {
        // The first wall clock shows 2026-03-31T18:00:00 at 04:00 UTC, 72 hours after this.
        #expect(try deadline(after(7), offered: "2026-03-28T04:00:00Z") == local("2026-03-31T18:00:00"))
    }

    @Test func `a computed deadline moves later day by day at the same time of day`() throws {
        #expect(try deadline(after(7), offered: "2026-03-28T04:00:01Z") == local("2026-04-01T18:00:00"))
        #expect(try deadline(after(7), offered: "2026-03-29T04:00:00Z") == local("2026-04-01T18:00:00"))
        #expect(try deadline(after(7), offered: "2026-03-29T04:00:01Z") == local("2026-04-02T18:00:00"))
        #expect(try deadline(after(0), offered: "2026-08-01T00:00:00Z") == local("2026-08-04T18:00:00"))
    }

    @Test func `a typed deadline that leaves too little is refused, with the earliest that would do`() throws {
        let typed = DeadlineRule.fixed(try local("2026-03-31T18:00:00"))
        #expect(try deadline(typed, offered: "2026-03-28T04:00:00Z") == local("2026-03-31T18:00:00"))
        let refused = #expect(throws: NoticeTooShort.self) { try deadline(typed, offered: "2026-03-28T04:00:01Z") }
        #expect(try refused?.deadline == local("2026-03-31T18:00:00"))
        #expect(try refused?.earliest == local("2026-03-31T18:01:00"))
    }

    @Test func `urgency lets either stand as it is, in the past too`() throws {
        let typed = try local("2026-03-01T18:00:00")
        #expect(try deadline(.fixed(typed), offered: "2026-03-28T04:00:01Z", isUrgent: true) == typed)
        #expect(
            try deadline(after(0), offered: "2026-08-01T00:00:00Z", isUrgent: true) == local("2026-03-24T18:00:00"))
    }

    @Test func `whatever the moment, a computed deadline keeps the notice and is the first to do so`() throws {
        var random = SeededRandom(seed: 8)
        for _ in 0..<300 {
            let offered = Instant(seconds: .random(in: 1_700_000_000...1_800_000_000, using: &random))
            let notice = MinimumNotice(.minutes(.random(in: 0...10_000, using: &random)))
            let time = try #require(
                LocalTime(hour: .random(in: 0...23, using: &random), minute: .random(in: 0...59, using: &random)))
            let rule = DeadlineRule.afterFirstSeen(days: 0, at: time)
            let deadline = try rule.deadline(
                firstSeen: Instant(seconds: 1_690_000_000), offeredAt: offered, notice: notice, isUrgent: false)
            #expect(notice.isKept(by: deadline, offeredAt: offered), "\(deadline) offered at \(offered)")
            #expect(!notice.isKept(by: deadline.adding(days: -1), offeredAt: offered), "\(deadline) is a day too late")
            #expect(deadline.hour == time.hour && deadline.minute == time.minute)
            #expect(notice.isKept(by: notice.earliestDeadline(offeredAt: offered), offeredAt: offered))
        }
    }
}
