import Orchestrator
import Ports
import RatchetCore
import Storage
import TestSupport
import Testing

@Suite("Snapshots of an appliance")
struct SnapshotTests {
    @Test func `P6: a snapshot reads inventory, health and support bundle, each once`() async throws {
        var stage = try await ApplianceStage()
        stage.house.clock.advance(by: .minutes(1))
        try await stage.perform(AdminAppliances.snapshot("alpha", SnapshotRequest()))
        #expect(try await stage.drive() == [.inventory, .health, .supportBundle])
        let facts = try await stage.show().summary.appliance.facts
        #expect(facts.supportBundle.good?.value == "vault/3" && facts.inventory.good?.at == stage.house.now)
        #expect(try await stage.drive() == [])
    }

    @Test func `a snapshot is taken of an upgrade that waits, too, and of a frozen appliance`() async throws {
        var stage = try await ApplianceStage()
        try await stage.perform(AdminUpgrades.plan("alpha", UpgradeRequest()))
        try await stage.perform(AdminUpgrades.start("alpha"))
        try await stage.drive()
        stage.house.clock.advance(by: .minutes(1))
        try await stage.perform(AdminAppliances.snapshot("alpha", SnapshotRequest()))
        #expect(try await stage.drive() == [.inventory, .health, .supportBundle])
    }

    @Test func `what fails is tried once, and the snapshot ends`() async throws {
        var stage = try await ApplianceStage()
        stage.house.clock.advance(by: .minutes(1))
        stage.driver.instead = [.inventory: .failed(reason: "no answer"), .supportBundle: .failed(reason: "no space")]
        try await stage.perform(AdminAppliances.snapshot("alpha", SnapshotRequest()))
        #expect(try await stage.drive() == [.inventory, .health, .supportBundle])
        #expect(try await stage.show().summary.appliance.facts.inventory.trouble?.reason == "no answer")
    }

    @Test func `where the driver can't read it a person tells, with a note, and the audit log keeps it`() async throws {
        let stage = try await ApplianceStage(verbs: [.install])
        let told = SnapshotRequest(base: "6.0", product: "22.1", isWell: true)
        #expect(await stage.refused(AdminAppliances.snapshot("alpha", told))?.faults.map(\.field) == ["note"])
        var noted = told
        noted.note = "seen on the status page"
        let facts = try await stage.perform(AdminAppliances.snapshot("alpha", noted)).summary.appliance.facts
        #expect(try facts.inventory.good?.value.installed == Sample.versions("6.0", "22.1"))
        #expect(facts.inventory.good?.ref == "anna" && facts.health.good?.value.alarms == [])
        #expect(try await stage.auditLog().last == "anna appliance.told")
    }

    @Test func `D3: a person can't outdo what the appliance itself says`() async throws {
        var stage = try await ApplianceStage()
        let told = SnapshotRequest(product: "23.1", note: "I believe")
        #expect(await stage.refused(AdminAppliances.snapshot("alpha", told))?.code == "driver-reads-it")
        stage.driver.instead[.inventory] = .failed(reason: "no answer")
        stage.house.clock.advance(by: .minutes(20))
        try await stage.perform(AdminAppliances.snapshot("alpha", SnapshotRequest()))
        try await stage.drive()
        try await stage.perform(
            AdminAppliances.snapshot("alpha", SnapshotRequest(base: "6.0", product: "22.1", note: "status page")))
    }

    @Test func `what makes no sense is refused with every fault`() async throws {
        let stage = try await ApplianceStage(verbs: [])
        let request = SnapshotRequest(base: "x", licences: ["a b"], isWell: true, alarms: ["smoke"], note: " ")
        let found = await stage.refused(AdminAppliances.snapshot("alpha", request))
        #expect(found?.faults.map(\.field) == ["note", "base", "licences", "well"])
    }
}
