import AppleDDM
import Foundation
import Testing

@testable import FleetSimulator

@Suite("Updates")
struct UpdateTests {
    @Test("a release that is not in the feed changes nothing until it is published")
    func notInFeed() throws {
        var walker = try Walker()
        try walker.enrol()
        try walker.enforce("26.4.1")
        try walker.pass(1_000)
        #expect(walker.state(of: "update")?["active"] == true)
        #expect(walker.reported("softwareupdate.install-state") == ["none"])
        var feed = try StandInFeed(DemoFeed.releases)
        try feed.publish(try #require(DemoFeed.laterReleases.first))
        walker.surroundings.catalog = feed.catalog
        try walker.pass(60)
        #expect(walker.device.system.version.text == "26.4.1")
    }

    @Test("a release for other models is not for this one")
    func otherModel() throws {
        var walker = try Walker(model: "iPhone11,2", from: "18.7.4", build: "22H218")
        try walker.enrol()
        try walker.enforce("26.4")
        try walker.pass(100)
        #expect(walker.device.system.version.text == "18.7.4")
        try walker.enforce("18.7.7")
        try walker.pass(100)
        #expect(walker.device.system.version.text == "18.7.7")
    }

    @Test("an improvement needs its base and its build")
    func improvement() throws {
        var walker = try Walker()
        try walker.enrol()
        try walker.enforce("26.3.1", build: "25D771280a")
        try walker.pass(60)
        #expect(walker.device.system.build == "25D2128")
        #expect(walker.device.system.supplementalBuild == "25D771280a")
        #expect(walker.reported("device.operating-system.supplemental.extra-version") == ["", "a"])
        var older = try Walker(from: "26.2", build: "25C56")
        try older.enrol()
        try older.enforce("26.3.1", build: "25D771280a")
        try older.pass(60)
        #expect(older.device.system.version.text == "26.2")
    }

    @Test("a version alone brings the improvement of it along")
    func combined() throws {
        var walker = try Walker(from: "26.2", build: "25C56")
        try walker.enrol()
        try walker.enforce("26.3.1")
        try walker.pass(60)
        #expect(walker.device.system.supplementalBuild == "25D771280a")
    }

    @Test("the user installs before the deadline; without a decision the deadline does")
    func deadline() throws {
        var durations = PhaseDurations.steady
        durations.notice = 1_000_000...1_000_000
        var walker = try Walker(model: "iPhone17,1", from: "26.3.1", build: "23D8133", durations: durations)
        try walker.enrol()
        // 2025-11-24 16:00:00 UTC is 17:00 in the device's zone or whatever it is there.
        let zone = try #require(TimeZone(identifier: walker.device.identity.zone))
        let deadline = walker.now + 3_600
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second], from: deadline)
        let text = String(
            format: "%04d-%02d-%02dT%02d:%02d:%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0,
            parts.hour ?? 0, parts.minute ?? 0, parts.second ?? 0)
        try walker.enforce("26.4", by: text)
        try walker.pass(3_590)
        #expect(walker.reported("softwareupdate.install-state").last == "prepared")
        try walker.pass(30)
        #expect(walker.device.system.version.text == "26.4")
        let reasons = walker.reported("softwareupdate.install-reason").compactMap { $0["reason"]?.strings }
        #expect(!reasons.contains { $0.contains("notification") })
    }

    @Test("a deadline that has passed is enforced a little later")
    func pastDue() throws {
        var walker = try Walker(model: "iPhone17,1", from: "26.3.1", build: "23D8133")
        try walker.enrol()
        try walker.enforce("26.4", by: "2020-01-01T00:00:00")
        try walker.pass(60)
        #expect(walker.device.system.version.text == "26.4")
    }

    @Test("taking the declaration away stops everything but an install in progress")
    func withdrawn() throws {
        var walker = try Walker(model: "iPhone17,1", from: "26.3.1", build: "23D8133")
        try walker.enrol()
        try walker.enforce("26.4")
        try walker.pass(25)
        #expect(walker.device.update.phase == .prepared)
        try walker.withdraw()
        try walker.pass(60)
        #expect(walker.reported("softwareupdate.install-state").last == "none")
        #expect(walker.device.system.version.text == "26.3.1")
        try walker.enforce("26.4")
        try walker.pass(31)
        #expect(walker.device.update.phase == .installing)
        try walker.withdraw()
        try walker.pass(60)
        #expect(walker.device.system.version.text == "26.4")
    }

    @Test(
        "a deadline is a date-time without zone",
        arguments: [
            ("2026-12-24T18:00:00", true), ("2024-02-29T00:00:00", true), ("2026-02-29T00:00:00", false),
            ("2026-12-24T24:00:00", false), ("2026-12-24T18:00:00Z", false), ("2026-12-24T18:00:00.0", false),
            ("2026-12-24 18:00:00", false), ("2026-12-24T18:00", false), ("", false), ("２026-12-24T18:00:00", false),
        ])
    func deadlines(_ text: String, _ isValid: Bool) {
        #expect((LocalDeadline(text) != nil) == isValid)
    }

    @Test("a deadline means the time in the device's zone")
    func zone() throws {
        let deadline = try #require(LocalDeadline("2026-07-01T12:00:00"))
        let berlin = try #require(TimeZone(identifier: "Europe/Berlin"))
        let tokyo = try #require(TimeZone(identifier: "Asia/Tokyo"))
        #expect(deadline.date(in: berlin)?.rfc3339 == "2026-07-01T10:00:00Z")
        #expect(deadline.date(in: tokyo)?.rfc3339 == "2026-07-01T03:00:00Z")
    }

    @Test("versions compare number by number")
    func versions() throws {
        let ordered = ["15.7.5", "18.7.7", "26.3", "26.3.1", "26.4", "26.10"].compactMap(OSVersion.init(_:))
        #expect(ordered == ordered.sorted())
        #expect(ordered.count == 6)
        #expect(OSVersion("26.4") == OSVersion("26.4.0"))
        #expect(OSVersion("26.3.1(a)") == nil)
        #expect(OSVersion("26..1") == nil)
    }
}
