import Orchestrator
import RatchetCore
import Storage
import TestSupport
import Testing

@Suite("Packages, graphs and calendars")
struct PackageStepTests {
    @Test func `P2: every package is listed with its standing, what is missing, and the chain to it`() async throws {
        let stage = try await ApplianceStage()
        let page = try await stage.house.runner.read(
            AdminPackages.packages(on: "alpha", standings: [], after: nil, limit: 9))
        #expect(
            page.entries.map { "\($0.package.id) \($0.standing.rawValue)" } == [
                "base-6.1 installable", "licence-x blocked", "product-22.2 installable", "product-23.1 blocked",
            ])
        let last = try #require(page.entries.last)
        #expect(last.chain?.map(\.text) == ["product-22.2", "base-6.1"])
        #expect(last.obstacles.map(\.code) == ["requires-product", "requires-base"])
        #expect(page.next == nil)
    }

    @Test func `a dry run says what importing would change, and changes nothing`() async throws {
        let stage = try await ApplianceStage()
        let (old, reader) = (try Sample.graph(), stage.house.runner)
        let changed = try old.with("product-23.1", requiring: ">=7")
        let smaller = try ReleaseGraph(
            product: "acme", packages: changed.packages.filter { $0.id.text != "licence-x" }, floors: changed.floors,
            origins: changed.origins)
        let preview = try await reader.read(AdminPackages.preview(smaller))
        #expect(preview.revision == 1 && preview.change.changesStops && preview.change.added.isEmpty)
        #expect(preview.change.changed.map(\.text) == ["product-23.1"])
        #expect(preview.change.removed.map(\.text) == ["licence-x"])
        #expect(try await reader.read(AdminPackages.preview(old)).change.isNothing)
        let other = try await reader.read(AdminPackages.preview(try Sample.graph("other")))
        #expect(other.revision == nil && other.change.added.count == 4)
        #expect(try await reader.read(AdminPackages.graphs()).map(\.revision) == [1])

        let (nights, never) = (try Sample.nights(), WindowCalendar(name: "nights", zone: .utc))
        #expect(try await reader.read(AdminCalendars.preview([nights])).map(\.change) == [.none])
        #expect(try await reader.read(AdminCalendars.preview([never])).map(\.change) == [.replaced])
        #expect(try await reader.read(AdminCalendars.list()).map(\.revision) == [1])
    }

    @Test func `P4: after a hop its dependants are free without anybody asking for it`() async throws {
        var stage = try await ApplianceStage()
        let view = AdminPackages.package("product-23.1", on: "alpha")
        #expect(try await stage.house.runner.read(view).standing == .blocked)
        try await stage.startAtNight(UpgradeRequest(base: "6.1", product: "22.2"))
        try await stage.walk()
        #expect(try await stage.state == .done)
        let free = try await stage.house.runner.read(view)
        #expect(free.standing == .installable && free.chain == [] && free.obstacles == [])
    }

    @Test func `packages come page by page, and those of some standings only`() async throws {
        let stage = try await ApplianceStage()
        let runner = stage.house.runner
        let first = try await runner.read(AdminPackages.packages(of: "acme", after: nil, limit: 3))
        #expect(first.entries.map(\.id.text) == ["base-6.1", "licence-x", "product-22.2"])
        #expect(first.next?.text == "product-22.2")
        let rest = try await runner.read(AdminPackages.packages(of: "acme", after: "product-22.2", limit: 3))
        #expect(rest.entries.map(\.id.text) == ["product-23.1"] && rest.next == nil)
        let blocked = try await runner.read(
            AdminPackages.packages(on: "alpha", standings: [.blocked], after: nil, limit: 9))
        #expect(blocked.entries.map(\.package.id.text) == ["licence-x", "product-23.1"])
    }

    @Test func `a graph is counted, its revision rises with each import, and one that is not there is named`()
        async throws
    {
        let stage = try await ApplianceStage()
        let again = try await stage.perform(AdminPackages.importGraph(try Sample.graph()))
        #expect(again.revision == 2 && again.packages == 4 && again.importedBy == "anna")
        #expect(try await stage.house.runner.read(AdminPackages.graphs()) == [again])
        let found = await problem { _ = try await stage.house.runner.read(AdminPackages.graph("amce")) }
        #expect(found?.code == "no-such-graph" && found?.detail.contains("Did you mean acme?") == true)
        let package = AdminPackages.package("product-23.2", on: "alpha")
        #expect(await problem { _ = try await stage.house.runner.read(package) }?.code == "no-such-package")
    }

    @Test func `P1: a way through a graph is found without an appliance`() async throws {
        let stage = try await ApplianceStage()
        let found = try await stage.house.runner.read(
            AdminPackages.path(
                in: "acme", from: UpgradeRequest(base: "6.0", product: "22.2"), to: UpgradeRequest()))
        guard case .path(let path) = found.answer else {
            Issue.record("\(found.answer)")
            return
        }
        #expect(path.hops.map(\.package.id.text) == ["base-6.1", "product-23.1"])
    }

    @Test func `a calendar shows when it is open, and one that is not there is named`() async throws {
        let stage = try await ApplianceStage()
        let view = try await stage.house.runner.read(AdminCalendars.show("nights"))
        #expect(!view.isOpen && view.openings.count == 10 && view.revision == 1)
        #expect("\(try #require(view.openings.first).start)" == "2026-05-01T22:00:00Z")
        let taken = try await stage.perform(AdminCalendars.importCalendars([try Sample.nights()]))
        #expect(taken.map(\.revision) == [2])
        let found = await problem { _ = try await stage.house.runner.read(AdminCalendars.show("night")) }
        #expect(found?.code == "no-such-calendar" && found?.detail.contains("Did you mean nights?") == true)
    }

    @Test func `an explanation has the way to the newest and when it could be done, without an upgrade too`()
        async throws
    {
        let stage = try await ApplianceStage()
        let explained = try await stage.explain()
        guard case .path(let path) = explained.path else {
            Issue.record("\(String(describing: explained.path))")
            return
        }
        #expect(path.hops.count == 3 && explained.forecast?.obstacle?.reason == .turnNotSet)
        #expect(explained.events.last?.type == "appliance.added")
    }
}
