import Orchestrator
import Ports
import RatchetCore
import Storage
import TestSupport
import Testing

/// Between the intent to install and the call of the driver.
@Suite("An installation that no worker has taken yet")
struct HopIntentTests {
    /// Everything is ready, the intent is committed, and no worker has taken it.
    private func stage() async throws -> ApplianceStage {
        var stage = try await ApplianceStage()
        try await stage.startAtNight(stoppingBefore: .install)
        #expect(try await stage.state == .installing)
        return stage
    }

    @Test func `G3: it is not made once its window has closed, and the hop waits again`() async throws {
        var stage = try await stage()
        stage.house.clock.advance(by: .hours(9))
        #expect(try await !stage.drive().contains(.install))
        let details = try await stage.show()
        #expect(details.summary.upgrade?.upgrade.state == .waiting)
        #expect(details.gates.first { $0.rule == .G3 }?.isOpen == false)
    }

    @Test func `it is not made once everything is paused`() async throws {
        var stage = try await stage()
        _ = try await stage.perform(AdminStandstill.pauseAll(because: "something is wrong"))
        #expect(try await !stage.drive().contains(.install))
        #expect(try await stage.state == .waiting)
    }

    @Test func `it is made, once, while every gate is open`() async throws {
        var stage = try await stage()
        #expect(try await stage.drive().filter { $0 == .install }.count == 1)
    }
}

/// What a backup is proof of.
@Suite("Backups and changes")
struct BackupAgeTests {
    @Test func `G1: a backup counts from when it was asked for, not from its answer`() async throws {
        var stage = try await ApplianceStage()
        try await stage.startAtNight(stoppingBefore: .backup)
        let asked = stage.house.clock.now()
        let begun = try #require(try await stage.house.beginCall())
        stage.house.clock.advance(by: .minutes(5))
        try await stage.house.settle(begun, &stage.driver)
        #expect(try await stage.show().summary.appliance.facts.backup.good?.at == asked)
    }

    @Test func `G1: a base that was changed by whomever needs a backup of its own`() async throws {
        var stage = try await ApplianceStage()
        try await stage.startAtNight()
        let facts = try await stage.show().summary.appliance.facts
        #expect(facts.changedAt == facts.lastProductHop?.at, "its own hop")
        let base = try Sample.versions("6.1", "22.1").base
        stage.driver.runs = InstalledVersions(base: base, product: stage.driver.runs.product)
        stage.house.clock.advance(by: .hours(1))
        try await stage.look()
        try await stage.drive()
        #expect(try await stage.show().summary.appliance.facts.changedAt == stage.house.clock.now())
    }
}
