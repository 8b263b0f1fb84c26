import RatchetCore
import Testing

@Suite("Notices that devices are known to give")
struct ExpectedNoticesTests {
    private func kinds(from: String) throws -> [ExpectedNotice.Kind] {
        ExpectedNotices.before(try local("2026-04-10T18:00:00"), from: try local(from)).map(\.kind)
    }

    @Test func `daily, then hourly, then in the last hour, and a countdown`() throws {
        let all: [ExpectedNotice.Kind] = [.daily, .hourly, .lastHour, .everyTenMinutes, .restartCountdown]
        #expect(try kinds(from: "2026-03-01T00:00:00") == all)
        #expect(try kinds(from: "2026-04-09T18:00:00") == Array(all.dropFirst()))
        #expect(try kinds(from: "2026-04-10T17:00:00") == Array(all.dropFirst(2)))
        #expect(try kinds(from: "2026-04-10T17:30:00") == Array(all.dropFirst(3)))
    }

    @Test func `none is expected once the deadline has passed`() throws {
        #expect(try kinds(from: "2026-04-10T18:00:00").isEmpty)
        #expect(try kinds(from: "2026-05-01T00:00:00").isEmpty)
    }

    @Test func `they follow one another, begin when asked from, and end with the deadline`() throws {
        let from = try local("2026-04-08T10:00:00")
        let notices = ExpectedNotices.before(try local("2026-04-10T18:00:00"), from: from)
        #expect(notices.first?.from == from)
        for (one, next) in zip(notices, notices.dropFirst()) {
            #expect(one.from < one.until && one.from < next.from && one.until <= next.until)
        }
        #expect(try notices.last?.until == local("2026-04-10T18:00:00"))
    }
}
