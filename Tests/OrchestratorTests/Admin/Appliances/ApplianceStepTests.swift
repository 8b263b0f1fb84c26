import Orchestrator
import RatchetCore
import Storage
import TestSupport
import Testing

@Suite("Appliances")
struct ApplianceStepTests {
    @Test func `one that is added is asked at once what its driver can do, what it runs, and how it is`() async throws {
        var stage = try await ApplianceStage()
        let details = try await stage.show()
        #expect(try details.summary.appliance.facts.inventory.good?.value.installed == Sample.versions("6.0", "22.1"))
        #expect(details.summary.appliance.facts.health.good?.value.alarms == [])
        #expect(details.summary.verdict.reason == .noUpgrade)
        #expect(details.standings == [.installable: 2, .blocked: 2])
        #expect(try await stage.drive() == [], "nothing more is asked")
        #expect(
            try await stage.auditLog() == [
                "ratchet graph.imported", "ratchet calendar.imported", "anna appliance.added",
            ])
    }

    @Test func `everything that is wrong with a new one is told at once`() async throws {
        let stage = try await ApplianceStage()
        let request = ApplianceRequest(
            name: "12", product: " ", driver: "comand", role: "spare", calendar: "night", mail: "ops", base: "x")
        let found = await stage.refused(AdminAppliances.add(request, drivers: ["command"], by: .operator))
        #expect(found?.code == "invalid-appliance")
        #expect(
            found?.faults.map(\.field) == [
                "name", "product", "driver", "address", "role", "calendar", "mail", "base",
            ])
        #expect(found?.faults.first { $0.field == "calendar" }?.text.contains("Did you mean nights?") == true)
    }

    @Test func `a name is given once, whatever its capitals`() async throws {
        let stage = try await ApplianceStage()
        let again = AdminAppliances.add(
            .alpha.with { ($0.name, $0.address) = ("ALPHA", "other") }, drivers: ["command"], by: .operator)
        #expect(await stage.refused(again)?.code == "appliance-exists")
    }

    @Test func `it is found by id, number and name, and one that is not there is named with what is near`() async throws
    {
        let stage = try await ApplianceStage()
        let id = try await stage.show().summary.appliance.id.text
        for word in [id, "1", "Alpha"] {
            #expect(try await stage.house.runner.read(AdminAppliances.show(word)).summary.appliance.number == 1)
        }
        let found = await problem { _ = try await stage.house.runner.read(AdminAppliances.show("alpah")) }
        #expect(found?.code == "no-such-appliance" && found?.detail.contains("Did you mean alpha?") == true)
    }

    @Test func `the list has every appliance with its verdict, page by page`() async throws {
        let stage = try await ApplianceStage()
        for name in ["beta", "gamma"] {
            try await stage.perform(
                AdminAppliances.add(
                    .alpha.with { ($0.name, $0.address) = (name, name) }, drivers: ["command"], by: .operator))
        }
        let first = try await stage.house.runner.read(AdminAppliances.list(after: 0, limit: 2))
        #expect(first.appliances.map(\.appliance.facts.name) == ["alpha", "beta"] && first.next == 2)
        #expect(first.appliances.map(\.verdict.reason) == [.noUpgrade, .inventoryUnread])
        let second = try await stage.house.runner.read(AdminAppliances.list(after: 2, limit: 2))
        #expect(second.appliances.map(\.appliance.facts.name) == ["gamma"] && second.next == nil)
    }

    @Test func `what is left out of a change stays, and what is empty is taken away`() async throws {
        let stage = try await ApplianceStage()
        let changes = ApplianceChanges(address: "beta.example.org", calendar: "", mail: "")
        let record = try await stage.perform(
            AdminAppliances.change("alpha", changes, drivers: ["command"], by: .operator)
        ).summary.appliance
        #expect(record.address == "beta.example.org" && record.driver == "command")
        #expect(record.calendar == nil && record.mail == nil)
        let nothing = AdminAppliances.change("alpha", ApplianceChanges(), drivers: ["command"], by: .operator)
        #expect(await stage.refused(nothing)?.code == "invalid-appliance")
    }

    @Test func `the role can't be changed under an open upgrade, for a test appliance needs no second person`()
        async throws
    {
        let stage = try await ApplianceStage()
        try await stage.perform(AdminUpgrades.plan("alpha", UpgradeRequest()))
        #expect(await stage.refused(AdminAppliances.setRole("alpha", "test"))?.code == "upgrade-open")
        try await stage.perform(AdminUpgrades.cancel("alpha"))
        let details = try await stage.perform(AdminAppliances.setRole("alpha", "test"))
        #expect(details.summary.appliance.facts.role == .test)
        #expect(await stage.refused(AdminAppliances.setRole("alpha", "spare"))?.code == "invalid-appliance")
    }

    @Test func `G6: turn and contract are set and taken away, and a contract ends after it begins`() async throws {
        let stage = try await ApplianceStage()
        try await stage.perform(AdminAppliances.setTurn("alpha", on: "2026-06-01"))
        try await stage.perform(AdminAppliances.setContract("alpha", from: "2026-01-01", until: "2026-12-31"))
        let record = try await stage.show().summary.appliance
        #expect(record.turn == CivilDate("2026-06-01") && record.contractUntil == CivilDate("2026-12-31"))
        for (from, until) in [("2026-02-01", "2026-01-01"), ("2026-02-01", nil), ("x", "2026-01-01")] {
            let step = AdminAppliances.setContract("alpha", from: from, until: until)
            #expect(await stage.refused(step)?.code == "invalid-contract")
        }
        #expect(await stage.refused(AdminAppliances.setTurn("alpha", on: "2026-02-30"))?.code == "invalid-turn")
        let cleared = try await stage.perform(AdminAppliances.setTurn("alpha", on: nil))
        #expect(cleared.summary.appliance.turn == nil)
    }

    @Test func `what happened to it is told newest first, and in the stream of all under its name`() async throws {
        let stage = try await ApplianceStage()
        try await stage.perform(AdminAppliances.setTurn("alpha", on: "2026-06-01"))
        let events = try await stage.house.runner.read(AdminAppliances.timeline("alpha", before: nil, limit: 9))
        #expect(events.first?.type == "appliance.turn-set" && events.last?.type == "appliance.added")
        try await stage.house.write { store in _ = try store.placeEvents(limit: 100) }
        let stream = try await stage.house.runner.read(AdminEvents.list(after: 0, limit: 100))
        #expect(stream.last?.appliance?.name == "alpha" && stream.last?.device == nil)
        #expect(stream.first?.appliance == nil, "a graph is no appliance's")
    }
}
