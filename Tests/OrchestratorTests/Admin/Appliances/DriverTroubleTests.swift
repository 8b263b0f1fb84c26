import Orchestrator
import Ports
import RatchetCore
import Storage
import TestSupport
import Testing

/// What a driver can't do, or still does.
@Suite("A driver in trouble")
struct DriverTroubleTests {
    private let base = UpgradeRequest(package: "base-6.1")

    /// How often people were told of an alarm.
    private func alarms(_ stage: ApplianceStage, _ name: String) async throws -> Int {
        try await stage.house.runner.read(AdminAppliances.timeline("alpha", before: nil, limit: 200)).count {
            $0.type == "appliance.alarm" && $0.body.contains("\"alarm\":\"\(name)\"")
        }
    }

    @Test func `D1: a base hop whose executable could not be started is called off, and freezes nothing`() async throws
    {
        var stage = try await ApplianceStage()
        stage.driver.instead[.install] = .notBegun(reason: "install can be written by everybody")
        try await stage.startAtNight(base)
        let details = try await stage.show()
        #expect(details.summary.upgrade?.upgrade.state == .waiting && details.summary.appliance.facts.freeze == nil)
        let said = details.summary.verdict
        #expect(said.reason == .installNotBegun && said.details["why"] == "install can be written by everybody")
        #expect(details.summary.upgrade?.upgrade.attempt == nil)

        stage.driver.instead = [:]
        try await stage.perform(AdminAppliances.snapshot("alpha", SnapshotRequest()))
        try await stage.walk()
        #expect(try await stage.state == .done)
        #expect(try await stage.show().summary.appliance.facts.installTrouble == nil)
    }

    @Test
    func `D4: a resumed hop is not begun beside the executable of the one before, and goes on when that has ended`()
        async throws
    {
        var stage = try await ApplianceStage()
        try await stage.startAtNight(UpgradeRequest(package: "product-22.2"), stoppingBefore: .install)
        stage.driver.instead[.install] = .lost(reason: "had not ended within its time limit")
        stage.driver.atWork = CallAtWork(
            verb: .install, key: "k", since: stage.house.clock.now(), process: 4711, folder: "x")
        try await stage.drive()
        for _ in 1...4 { try await stage.walk() }
        #expect(try await stage.state == .stopped)
        #expect(try await stage.show().summary.verdict.causes.map(\.reason).contains(.callAtWork))
        #expect(await stage.refused(AdminUpgrades.restore("alpha", because: "a test"))?.code == "call-at-work")

        stage.driver.instead = [:]
        try await stage.perform(AdminUpgrades.resume("alpha"))
        let asked = try await stage.drive()
        #expect(!asked.contains(.install))
        #expect(try await stage.show().summary.verdict.reason == .callAtWork)
        stage.driver.atWork = nil
        try await stage.walk()
        #expect(try await stage.state == .done)
    }

    @Test func `D4: where the driver finds an earlier call at work only now, the hop waits for its end`() async throws {
        var stage = try await ApplianceStage()
        try await stage.startAtNight(base, stoppingBefore: .install)
        let begun = try #require(try await stage.house.beginCall())
        stage.driver.instead[.install] = .notBegun(reason: "`restore` of an earlier call is still at work")
        stage.driver.atWork = CallAtWork(verb: .restore, key: "k", since: stage.house.clock.now())
        try await stage.house.settle(begun, &stage.driver)
        let details = try await stage.show()
        #expect(details.summary.verdict.reason == .callAtWork)
        #expect(details.summary.appliance.facts.installTrouble == nil, "the driver is not at fault")
    }

    @Test func `a preparation that goes on failing is told of once, and does not fill the timeline`() async throws {
        var stage = try await ApplianceStage()
        stage.driver.instead[.backup] = .failed(reason: "no room")
        try await stage.startAtNight(base)
        for _ in 1...4 { try await stage.walk() }
        let tries = try #require(try await stage.show().summary.appliance.facts.backup.trouble).tries
        #expect((8...13).contains(tries), "after 1, 2, 4 and 8 minutes, then each quarter of an hour: \(tries)")
        #expect(try await alarms(stage, "driver-fails") == 1)
        stage.driver.instead = [:]
        try await stage.perform(AdminAppliances.snapshot("alpha", SnapshotRequest()))
        try await stage.walk()
        #expect(try await stage.state == .done)
    }

    @Test func `an appliance whose driver is not configured any more keeps what it can do`() async throws {
        let stage = try await ApplianceStage()
        let verbs = stage.driver.verbs
        try await stage.perform(AdminAppliances.snapshot("alpha", SnapshotRequest()))
        let begun = try #require(try await stage.house.beginCall())
        try await stage.house.settleWithoutDriver(begun)
        let facts = try await stage.show().summary.appliance.facts
        #expect(facts.verbs == verbs && facts.inventory.trouble?.reason == "the configuration has no driver named x")
    }

    @Test func `D1: an installer that said 63 % a moment ago is past its time all the same, and the freeze tells it`()
        async throws
    {
        var stage = try await ApplianceStage()
        try await stage.startAtNight(base, stoppingBefore: .install)
        let begun = try #require(try await stage.house.beginCall())
        stage.house.clock.advance(by: .minutes(59))
        try await stage.house.progress(begun, DriverProgress(fraction: 0.63, message: "unpacking"))
        let saidAt = stage.house.clock.now()
        stage.driver.instead[.install] = .lost(reason: "had not ended")
        stage.house.clock.advance(by: .minutes(1))
        try await stage.house.settle(begun, &stage.driver)
        let lastWord = "the last that was heard of it, at \(saidAt): 63 %, unpacking"
        #expect(try await stage.show().summary.upgrade?.upgrade.attempt?.trouble == "had not ended; \(lastWord)")
        try await stage.walk()
        let details = try await stage.show()
        #expect(details.summary.upgrade?.upgrade.state == .frozen)
        let reason = try #require(details.summary.appliance.facts.freeze?.reason)
        #expect(reason.contains(lastWord))
        // Bug: it stood there twice.
        #expect(reason.ranges(of: lastWord).count == 1)
    }
}
