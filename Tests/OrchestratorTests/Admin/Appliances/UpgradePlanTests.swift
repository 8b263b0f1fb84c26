import Orchestrator
import RatchetCore
import Storage
import TestSupport
import Testing

@Suite("Planning an upgrade")
struct UpgradePlanTests {
    @Test func `P1: planning the newest plans the whole way, required stops and base packages included`() async throws {
        let stage = try await ApplianceStage()
        let details = try await stage.perform(AdminUpgrades.plan("alpha", UpgradeRequest()))
        let upgrade = try #require(details.summary.upgrade?.upgrade)
        #expect(upgrade.hops.map(\.package.text) == ["product-22.2", "base-6.1", "product-23.1"])
        #expect(upgrade.state == .planned && upgrade.plannedBy == "anna")
        #expect(details.summary.verdict.reason == .upgradePlanned)
        #expect(details.impacts.count == 3 && details.impacts[0].unavailable == .minutes(30))
    }

    @Test func `a dry run says hops, soaks, windows and the earliest finish, and changes nothing`() async throws {
        let stage = try await ApplianceStage()
        try await stage.perform(AdminAppliances.setTurn("alpha", on: "2026-05-01"))
        try await stage.perform(AdminAppliances.setContract("alpha", from: nil, until: "2026-12-31"))
        let before = try await stage.show()
        let preview = try await stage.house.runner.read(AdminUpgrades.preview("alpha", UpgradeRequest()))
        #expect(preview.upgrade.hops.count == 3 && preview.impacts.count == 3)
        let entries = preview.forecast.entries.map { "\($0.hop.package) \($0.startsAt)" }
        #expect(
            entries == [
                // Soaked since it was adopted at noon (S1), then the next night; again a day; base and product in one night (P5).
                "product-22.2 2026-05-02T22:00:00Z", "base-6.1 2026-05-03T22:30:00Z",
                "product-23.1 2026-05-03T23:00:00Z",
            ])
        #expect(preview.forecast.windows == 2 && preview.forecast.finishesAt?.description == "2026-05-03T23:30:00Z")
        #expect(preview.gates.contains { $0.rule == .G4 && !$0.isOpen })
        #expect(try await stage.show() == before && before.summary.upgrade == nil)
    }

    @Test func `a dry run ends at the first hop that only a person can make possible`() async throws {
        let stage = try await ApplianceStage()
        let preview = try await stage.house.runner.read(AdminUpgrades.preview("alpha", UpgradeRequest()))
        #expect(preview.forecast.obstacle?.reason == .turnNotSet && preview.forecast.finishesAt == nil)
        #expect(preview.forecast.obstacle?.hop.package.text == "product-23.1")
    }

    @Test func `P3: a blocked package alone is refused with what is missing and what comes first`() async throws {
        let stage = try await ApplianceStage()
        let request = UpgradeRequest(package: "product-23.1", isAlone: true)
        let found = await stage.refused(AdminUpgrades.plan("alpha", request))
        #expect(found?.code == "package-blocked")
        let blocked = try #require(found?.blocked)
        #expect(try blocked.package?.text == "product-23.1" && blocked.installed == Sample.versions("6.0", "22.1"))
        #expect(blocked.obstacles.map(\.code) == ["requires-product", "requires-base"])
        #expect(blocked.obstacles.map(\.current?.text) == ["22.1", "6.0"])
        #expect(blocked.obstacles.map(\.required) == [">=22.2", ">=6.1"])
        #expect(blocked.chain.map(\.text) == ["product-22.2", "base-6.1"])
        try await stage.perform(AdminUpgrades.plan("alpha", UpgradeRequest(package: "product-22.2", isAlone: true)))
    }

    @Test func `P3: an upgrade whose next package has become blocked is not started`() async throws {
        let stage = try await ApplianceStage()
        try await stage.perform(AdminUpgrades.plan("alpha", UpgradeRequest(package: "product-22.2")))
        let stricter = try Sample.graph().with("product-22.2", requiring: ">=6.1")
        _ = try await stage.perform(AdminPackages.importGraph(stricter))
        let found = await stage.refused(AdminUpgrades.start("alpha"))
        #expect(found?.code == "package-blocked" && found?.blocked?.chain.map(\.text) == ["base-6.1"])
        #expect(try await stage.state == .planned)
    }

    @Test func `P6: an inventory that the graph does not know is refused, and a snapshot is the way out`() async throws
    {
        var stage = try await ApplianceStage()
        stage.driver.runs = try Sample.versions("5.5", "22.1")
        stage.house.clock.advance(by: .minutes(1))
        try await stage.perform(AdminAppliances.snapshot("alpha", SnapshotRequest()))
        #expect(try await stage.drive() == [.inventory, .health, .supportBundle])
        for step in [AdminUpgrades.plan("alpha", UpgradeRequest())] {
            let found = await stage.refused(step)
            #expect(found?.code == "unknown-inventory" && found?.detail.contains("ratchet appliance snapshot") == true)
        }
        let list = AdminPackages.packages(on: "alpha", standings: [], after: nil, limit: 9)
        #expect(await problem { _ = try await stage.house.runner.read(list) }?.code == "unknown-inventory")
        #expect(try await stage.show().standings == nil)
    }

    @Test func `P7: where nothing leads, the nearest that can be reached is told with the reason`() async throws {
        let stage = try await ApplianceStage(graph: try Sample.graph().with("product-23.1", requiring: ">=7"))
        let found = await stage.refused(AdminUpgrades.plan("alpha", UpgradeRequest(product: "23.1")))
        #expect(found?.code == "no-path")
        #expect(found?.blocked?.nearest?.product?.text == "22.2")
        #expect(found?.blocked?.obstacles.map(\.code).contains("requires-base") == true)
    }

    @Test func `what is there already is not planned, and no two upgrades at once`() async throws {
        let stage = try await ApplianceStage()
        let there = AdminUpgrades.plan("alpha", UpgradeRequest(base: "6.0", product: "22.1"))
        #expect(await stage.refused(there)?.code == "nothing-to-do")
        try await stage.perform(AdminUpgrades.plan("alpha", UpgradeRequest()))
        #expect(await stage.refused(AdminUpgrades.plan("alpha", UpgradeRequest()))?.code == "upgrade-open")
    }

    @Test func `a target that makes no sense is refused with every fault`() async throws {
        let stage = try await ApplianceStage()
        let request = UpgradeRequest(base: "x", package: "a b", isAlone: true)
        let found = await stage.refused(AdminUpgrades.plan("alpha", request))
        #expect(found?.code == "invalid-upgrade" && found?.faults.map(\.field) == ["base", "package", "package"])
        let unknown = await stage.refused(AdminUpgrades.plan("alpha", UpgradeRequest(package: "product-22.3")))
        #expect(unknown?.code == "no-such-package" && unknown?.detail.contains("Did you mean") == true)
    }

    @Test func `a licence is planned as a package, and resuming does not lose it`() async throws {
        let stage = try await ApplianceStage()
        let planned = try await stage.perform(AdminUpgrades.plan("alpha", UpgradeRequest(package: "licence-x")))
        let hops = ["product-22.2", "base-6.1", "product-23.1", "licence-x"]
        #expect(planned.summary.upgrade?.upgrade.hops.map(\.package.text) == hops)
        try await stage.perform(AdminUpgrades.pause("alpha", because: "a moment"))
        let resumed = try await stage.perform(AdminUpgrades.resume("alpha"))
        #expect(resumed.summary.upgrade?.upgrade.hops.map(\.package.text) == hops)
    }

    @Test func `a licence that is wanted stays wanted when the version is changed by others`() async throws {
        var stage = try await ApplianceStage()
        try await stage.perform(AdminUpgrades.plan("alpha", UpgradeRequest(package: "licence-x")))
        stage.driver.runs = try Sample.versions("6.1", "23.1")
        try await stage.walk()
        // Bug: the path was computed anew to versions alone, so that the upgrade ended without its licence.
        let upgrade = try #require(try await stage.show().summary.upgrade?.upgrade)
        #expect(upgrade.pause?.cause == .observedChange)
        #expect(upgrade.hopsToDo.map(\.package.text) == ["licence-x"] && upgrade.licence?.text == "licence-x")
        let resumed = try await stage.perform(AdminUpgrades.resume("alpha")).summary.upgrade?.upgrade
        #expect(resumed?.hopsToDo.map(\.package.text) == ["licence-x"])
    }
}

extension ReleaseGraph {
    /// The same, where one package needs another base.
    func with(_ id: String, requiring base: String) throws -> ReleaseGraph {
        try ReleaseGraph(
            product: product,
            packages: packages.map { package in
                var package = package
                if package.id.text == id { package.requiredBase = VersionConstraint(base) }
                return package
            }, floors: floors,
            origins: origins
                + (base.contains("7") ? [Origin(.base, try Sample.version("7"), deadEnd: "out of reach")] : []))
    }
}
