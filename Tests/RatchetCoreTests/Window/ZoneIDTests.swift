import RatchetCore
import Testing

@Suite("Time zones")
struct ZoneIDTests {
    @Test(arguments: [
        "UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "Australia/Lord_Howe", "Africa/Cairo", "Europe/Kyiv",
        "Asia/Calcutta", "Etc/GMT+3",
    ])
    func `a name of the IANA database is a zone`(_ text: String) {
        #expect(ZoneID(text)?.description == text)
    }

    @Test(arguments: [
        "", "CET", "EST", "PST", "EST5EDT", "GMT+3", "+03:00", "Z", "Europe/Nowhere", "europe/berlin", "Local",
        "posix/Europe/Berlin", "../Europe/Berlin", "SystemV/EST5", "Europe/Berlin ",
    ])
    func `abbreviations, offsets and other spellings are none`(_ text: String) {
        #expect(ZoneID(text) == nil, "\(text)")
    }

    @Test func `a name that is nearly one leads to it`() {
        #expect(ZoneID.near("Europe/Berln").first == "Europe/Berlin")
        #expect(ZoneID.near("europe/berlin").first == "Europe/Berlin")
        #expect(ZoneID.near("GMT+3").isEmpty)
    }

    @Test(arguments: [
        ("Europe/Berlin", "2026-03-29T00:59:59Z", "2026-03-29T01:59:59"),
        ("Europe/Berlin", "2026-03-29T01:00:00Z", "2026-03-29T03:00:00"),
        ("Europe/Berlin", "2026-10-25T00:59:59Z", "2026-10-25T02:59:59"),
        ("Europe/Berlin", "2026-10-25T01:00:00Z", "2026-10-25T02:00:00"),
        ("Australia/Lord_Howe", "2026-10-03T15:30:00Z", "2026-10-04T02:30:00"),
        ("Asia/Kolkata", "2026-12-31T18:30:00Z", "2027-01-01T00:00:00"),
        ("UTC", "2026-12-31T18:30:00Z", "2026-12-31T18:30:00"),
    ])
    func `clocks show the zone's time`(_ name: String, _ moment: String, _ shown: String) throws {
        #expect(try zone(name).local(utc(moment)) == local(shown))
    }

    @Test(arguments: [
        ("Europe/Berlin", "2026-03-29T02:30:00", "2026-03-29T01:00:00Z"),
        ("America/New_York", "2026-03-08T02:00:00", "2026-03-08T07:00:00Z"),
        // Half an hour only.
        ("Australia/Lord_Howe", "2026-10-04T02:15:00", "2026-10-03T15:30:00Z"),
        // At midnight, so the day begins at one.
        ("Africa/Cairo", "2026-04-24T00:30:00", "2026-04-23T22:00:00Z"),
        // Before midnight, so it is made up for on the day after.
        ("America/Nuuk", "2026-03-28T23:30:00", "2026-03-29T01:00:00Z"),
        // A day that there never was, when the zone went over to the other side of the date line.
        ("Pacific/Apia", "2011-12-30T12:00:00", "2011-12-30T10:00:00Z"),
    ])
    func `a time that is skipped is made up for at the next minute that there is`(
        _ name: String, _ shown: String, _ next: String
    ) throws {
        #expect(try zone(name).moment(of: local(shown)) == .skipped(utc(next)))
    }

    @Test(arguments: [
        ("Europe/Berlin", "2026-10-25T02:30:00", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"),
        ("America/New_York", "2026-11-01T01:00:00", "2026-11-01T05:00:00Z", "2026-11-01T06:00:00Z"),
        ("Australia/Lord_Howe", "2026-04-05T01:45:00", "2026-04-04T14:45:00Z", "2026-04-04T15:15:00Z"),
        ("Africa/Cairo", "2026-10-29T23:15:00", "2026-10-29T20:15:00Z", "2026-10-29T21:15:00Z"),
    ])
    func `a time that is shown twice is two moments`(
        _ name: String, _ shown: String, _ first: String, _ second: String
    ) throws {
        let moment = try zone(name).moment(of: local(shown))
        #expect(try moment == .twice(utc(first), utc(second)))
        #expect(try moment.first == utc(first) && moment.last == utc(second))
    }

    @Test func `the edges of the skipped and of the repeated hour are shown once`() throws {
        let berlin = try zone("Europe/Berlin")
        #expect(try berlin.moment(of: local("2026-03-29T01:59:59")) == .once(utc("2026-03-29T00:59:59Z")))
        #expect(try berlin.moment(of: local("2026-03-29T03:00:00")) == .once(utc("2026-03-29T01:00:00Z")))
        #expect(try berlin.moment(of: local("2026-10-25T01:59:59")) == .once(utc("2026-10-24T23:59:59Z")))
        #expect(try berlin.moment(of: local("2026-10-25T03:00:00")) == .once(utc("2026-10-25T02:00:00Z")))
    }

    @Test func `a date begins at its first moment, which isn't midnight everywhere`() throws {
        #expect(try zone("Africa/Cairo").start(of: date("2026-04-24")) == utc("2026-04-23T22:00:00Z"))
        #expect(try zone("Europe/Berlin").start(of: date("2026-07-01")) == utc("2026-06-30T22:00:00Z"))
    }
}
