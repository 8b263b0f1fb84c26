import RatchetCore
import Testing

@Suite("When a release was first seen")
struct FirstSeenTests {
    @Test func `the earlier of our first fetch and its posting date`() throws {
        let fetched = try moment("2026-03-24T17:30:00Z")
        #expect(FirstSeen.moment(fetchedAt: fetched, postingDate: nil) == fetched)
        #expect(try FirstSeen.moment(fetchedAt: fetched, postingDate: day("2026-03-25")) == fetched)
        let posted = try FirstSeen.moment(fetchedAt: fetched, postingDate: day("2026-03-24"))
        #expect(try posted == moment("2026-03-24T00:00:00Z"))
    }
}
