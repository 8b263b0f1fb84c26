import Foundation
import HTTPTypes
import HummingbirdTesting
import RatchetCore
import Storage
import TestSupport
import Testing

@testable import AdminAPI
@testable import Orchestrator

/// An appliance behind the interface, and a driver that does everything.
private struct ApplianceHouse {
    let house: House

    static let alpha = """
        {"name": "alpha", "product": "acme", "driver": "command", "address": "alpha.example.org", "calendar": "nights"}
        """

    init() async throws {
        house = try await House()
        try await house.test { (client: Client) async throws in
            #expect(try await client.send(.post, "/api/v1/packages", #"{"text": "graph"}"#).status == .created)
            #expect(try await client.send(.post, "/api/v1/calendars", #"{"text": "nights"}"#).status == .created)
            #expect(try await client.send(.post, "/api/v1/appliances", ApplianceHouse.alpha).status == .created)
        }
        try await drive()
    }

    func drive() async throws {
        var driver = try PlayedDriver()
        try await house.installation.drive(&driver)
    }
}

@Suite("Appliances at the interface")
struct ApplianceRouteTests {
    private let stage: ApplianceHouse
    private static let path = "/api/v1/appliances/alpha"

    init() async throws { stage = try await ApplianceHouse() }

    @Test func `an appliance is shown with what it runs, its verdict and its packages`() async throws {
        try await stage.house.test { (client: Client) async throws in
            let details: ApplianceDetailsResource = try await client.get(Self.path)
            #expect(details.appliance.name == "alpha" && details.appliance.role == "production")
            #expect(details.appliance.installed?.product == "22.1" && details.appliance.calendar == "nights")
            #expect(details.appliance.verdict.reason == "no-upgrade" && !details.appliance.verdict.text.isEmpty)
            #expect(details.packages == .init(installable: 2, blocked: 2, installed: 0, notApplicable: 0))
            #expect(details.facts.lacking == [] && details.facts.inventory.at != nil)
            #expect(details.soak.origin == "adoption" && !details.soak.isOver)
            let list: ApplianceListResource = try await client.get("/api/v1/appliances")
            #expect(list.standstill == nil)
            #expect(list.appliances == [details.appliance] && list.next == nil)
        }
    }

    @Test func `sentences come in the language that is asked for`() async throws {
        try await stage.house.test { (client: Client) async throws in
            let response = try await client.send(.get, Self.path, headers: [.acceptLanguage: "fr"])
            #expect(response.headers[.contentLanguage] == "fr")
            let french: ApplianceDetailsResource = try response.decoded()
            let english: ApplianceDetailsResource = try await client.get(Self.path)
            #expect(french.appliance.verdict.text != english.appliance.verdict.text)
            #expect(french.appliance.verdict.reason == english.appliance.verdict.reason)
        }
    }

    @Test func `P3: a blocked package is refused in a form that programs read`() async throws {
        try await stage.house.test { (client: Client) async throws in
            let body = #"{"package": "product-23.1", "alone": true}"#
            let problem = try await client.refused(.post, "\(Self.path)/plan", body)
            #expect(problem.code == "package-blocked" && problem.status == 409)
            #expect(problem.blocked?.package == "product-23.1" && problem.blocked?.installed.product == "22.1")
            #expect(problem.blocked?.missing.map(\.reason) == ["requires-product", "requires-base"])
            #expect(problem.blocked?.missing.map(\.required) == [">=22.2", ">=6.1"])
            #expect(problem.blocked?.missing.map(\.current) == ["22.1", "6.0"])
            #expect(problem.blocked?.chain == ["product-22.2", "base-6.1"])
        }
    }

    @Test func `a dry run answers with hops, impact and forecast, and plans nothing`() async throws {
        try await stage.house.test { (client: Client) async throws in
            let response = try await client.send(.post, "\(Self.path)/plan", #"{"dryRun": true}"#)
            #expect(response.status == .ok)
            let preview: UpgradePreviewResource = try response.decoded()
            #expect(preview.dryRun && preview.hops.map(\.package) == ["product-22.2", "base-6.1", "product-23.1"])
            #expect(preview.hops.allSatisfy { $0.impact.unavailableSeconds == 1800 && !$0.isDone })
            #expect(preview.forecast.entries.count == 2 && preview.forecast.obstacle?.reason == "turn-not-set")
            #expect(preview.forecast.obstacle?.wayOut == "set-turn" && preview.forecast.finishesAt == nil)
            // Bug: the command said NAME.
            #expect(preview.forecast.obstacle?.wayOutText.contains("ratchet calendar turn alpha ") == true)
            let details: ApplianceDetailsResource = try await client.get(Self.path)
            #expect(details.upgrade == nil)
        }
    }

    @Test func `what people decide about an upgrade is answered with the appliance`() async throws {
        try await stage.house.test { (client: Client) async throws in
            let planned = try await client.send(.post, "\(Self.path)/plan")
            #expect(planned.status == .created)
            func post(_ verb: String, _ body: String? = nil) async throws -> UpgradeResource? {
                let response = try await client.send(.post, "\(Self.path)/\(verb)", body)
                #expect(response.status == .ok, "\(verb)")
                let details: ApplianceDetailsResource = try response.decoded()
                return details.upgrade
            }
            #expect(try await post("waive", #"{"rule": "G5", "because": "x"}"#)?.waivers.map(\.rule) == ["G5"])
            #expect(try await post("start")?.state == "waiting")
            #expect(try await post("pause", #"{"because": "x"}"#)?.pause?.cause == "person")
            #expect(try await post("resume")?.pause == nil)
            #expect(try await post("cancel")?.state == "cancelled")
            let problem = try await client.refused(.post, "\(Self.path)/approve")
            #expect(problem.code == "no-open-upgrade")
        }
    }

    @Test func `G4: whoever has planned is told that somebody else has to approve`() async throws {
        try await stage.house.test { (client: Client) async throws in
            _ = try await client.send(.post, "\(Self.path)/plan")
            let problem = try await client.refused(.post, "\(Self.path)/approve")
            #expect(problem.code == "second-person-needed" && problem.status == 409)
        }
    }

    @Test func `the gates are verdicts under the rules' numbers`() async throws {
        try await stage.house.test { (client: Client) async throws in
            _ = try await client.send(.post, "\(Self.path)/plan")
            let details: ApplianceDetailsResource = try await client.get(Self.path)
            let rules = details.gates.map { $0.rule ?? "-" }
            #expect(Set(rules).isSuperset(of: ["D1", "P3", "P6", "G1", "G2", "G3", "G4", "G5", "G6", "G7", "S1"]))
            let approval = try #require(details.gates.first { $0.rule == "G4" })
            #expect(!approval.isOpen && approval.verdict?.reason == "approval-missing")
        }
    }

    @Test func `P2: packages are listed with their standing, and shown one by one`() async throws {
        try await stage.house.test { (client: Client) async throws in
            let list: PackageStandingListResource = try await client.get("\(Self.path)/packages?standing=blocked")
            #expect(list.packages.map(\.package.id) == ["licence-x", "product-23.1"])
            let one: PackageStandingResource = try await client.get("\(Self.path)/packages/product-23.1")
            #expect(one.chain == ["product-22.2", "base-6.1"] && one.chainLength == 2)
            #expect(try await client.refused(.get, "\(Self.path)/packages?standing=x").code == "invalid-parameter")
        }
    }

    @Test func `P1: a path is found for an appliance, and through a graph without one`() async throws {
        try await stage.house.test { (client: Client) async throws in
            let own: PathResource = try await client.get("\(Self.path)/path?product=22.2")
            #expect(own.path?.hops.map(\.package) == ["product-22.2"])
            let any: PathResource = try await client.get("/api/v1/packages/acme/path?from=22.2&fromBase=6.0")
            #expect(any.path?.hops.map(\.package) == ["base-6.1", "product-23.1"])
            let unknown: PathResource = try await client.get("/api/v1/packages/acme/path?from=9&fromBase=6.0")
            #expect(unknown.answer == "unknown-inventory" && unknown.unknown == ["product"])
        }
    }

    @Test func `an explanation has verdict, way, forecast, history and events`() async throws {
        try await stage.house.test { (client: Client) async throws in
            let explained: ApplianceExplanationResource = try await client.get("\(Self.path)/explanation")
            #expect(explained.verdict == explained.details.appliance.verdict)
            #expect(explained.path?.path?.hops.count == 3 && explained.forecast?.obstacle?.reason == "turn-not-set")
            #expect(explained.history == [] && explained.events.last?.type == "appliance.added")
            let timeline: TimelineResource = try await client.get("\(Self.path)/timeline?limit=1")
            #expect(timeline.events.count == 1 && timeline.next == timeline.events.last?.id)
        }
    }

    @Test func `turn, contract, role and address are set`() async throws {
        try await stage.house.test { (client: Client) async throws in
            func put(
                _ what: String, _ body: String, _ method: HTTPRequest.Method = .put
            ) async throws -> ApplianceResource {
                let response = try await client.send(method, "\(Self.path)\(what)", body)
                let details: ApplianceDetailsResource = try response.decoded()
                return details.appliance
            }
            #expect(try await put("/turn", #"{"on": "2026-12-01"}"#).turn == "2026-12-01")
            #expect(try await put("/turn", #"{"on": null}"#).turn == nil)
            #expect(try await put("/contract", #"{"until": "2026-12-31"}"#).contractUntil == "2026-12-31")
            #expect(try await put("/role", #"{"role": "test"}"#).role == "test")
            #expect(try await put("", #"{"calendar": ""}"#, .patch).calendar == nil)
            #expect(try await client.refused(.patch, Self.path, #"{"adress": "x"}"#).code == "malformed-body")
        }
    }

    @Test func `a snapshot is accepted, and told facts need a note`() async throws {
        try await stage.house.test { (client: Client) async throws in
            #expect(try await client.send(.post, "\(Self.path)/snapshot").status == .accepted)
            let problem = try await client.refused(.post, "\(Self.path)/snapshot", #"{"well": true}"#)
            #expect(problem.code == "invalid-snapshot" && problem.faults.map(\.field) == ["note"])
        }
    }

    @Test func `graphs and calendars are taken as files, and every fault of one is told with its place`() async throws {
        try await stage.house.test { (client: Client) async throws in
            let dry = try await client.send(.post, "/api/v1/packages", #"{"text": "graph", "dryRun": true}"#)
            let preview: GraphPreviewResource = try dry.decoded()
            #expect(dry.status == .ok && preview.dryRun && preview.revision == 1 && preview.added.isEmpty)
            let dryCalendars = try await client.send(
                .post, "/api/v1/calendars", #"{"text": "nights", "dryRun": true}"#)
            let previews: CalendarPreviewListResource = try dryCalendars.decoded()
            #expect(dryCalendars.status == .ok && previews.calendars.map(\.change) == ["none"])
            let graphs: GraphListResource = try await client.get("/api/v1/packages")
            #expect(graphs.graphs.map(\.product) == ["acme"] && graphs.graphs.first?.packages == 4)
            let packages: PackageListResource = try await client.get("/api/v1/packages/acme?limit=2")
            #expect(packages.packages.map(\.id) == ["base-6.1", "licence-x"] && packages.next == "licence-x")
            for (path, code) in [("packages", "invalid-graph-file"), ("calendars", "invalid-calendar-file")] {
                let problem = try await client.refused(.post, "/api/v1/\(path)", #"{"text": "broken"}"#)
                #expect(problem.code == code)
                #expect(problem.faults.map(\.field) == ["line 1", "line 3: packages[0].id"])
            }
            let calendars: CalendarListResource = try await client.get("/api/v1/calendars")
            #expect(calendars.calendars.map(\.name) == ["nights"])
            let calendar: CalendarResource = try await client.get("/api/v1/calendars/nights")
            #expect(calendar.openings.count == 10 && calendar.weekly.first?.lengthSeconds == 28_800 && !calendar.isOpen)
        }
    }

    @Test func `a release graph may be larger than other bodies`() async throws {
        let text = String(repeating: "x", count: 2 << 20)
        try await stage.house.test { (client: Client) async throws in
            #expect(try await client.send(.post, "/api/v1/packages", #"{"text": "\#(text)"}"#).status == .created)
            #expect(try await client.refused(.post, "/api/v1/plans", #"{"name": "\#(text)"}"#).code == "body-too-large")
        }
    }

    @Test func `everything is paused and goes on again`() async throws {
        try await stage.house.test { (client: Client) async throws in
            let none: StandstillResource = try await client.get("/api/v1/standstill")
            #expect(none.standstill == nil)
            let ordered = try await client.send(.post, "/api/v1/standstill", #"{"because": "an incident"}"#)
            let order: StandstillResource = try ordered.decoded()
            #expect(order.standstill?.reason == "an incident")
            let details: ApplianceDetailsResource = try await client.get(Self.path)
            #expect(details.standstill == order.standstill)
            let list: ApplianceListResource = try await client.get("/api/v1/appliances")
            #expect(list.standstill == order.standstill)
            let ended = try await client.send(.post, "/api/v1/standstill/end", #"{"because": "it is over"}"#)
            let after: StandstillResource = try ended.decoded()
            #expect(after.standstill == nil)
        }
    }

    @Test func `a checkpoint is listed, shown and signed off`() async throws {
        try await stage.house.test { (client: Client) async throws in
            #expect(try await client.send(.post, "\(Self.path)/plan").status == .created)
        }
        try await stage.house.installation.write { store in
            guard let appliance = try store.findAppliance("alpha"),
                let upgrade = try store.openUpgrade(of: appliance.id)?.upgrade
            else { return }
            _ = try store.openCheckpoint(
                Checkpoint(
                    id: CheckpointID("c1"), appliance: appliance.id, upgrade: upgrade.id, verb: .backup, package: nil,
                    openedAt: appliance.facts.adoptedAt))
        }
        try await stage.house.test { (client: Client) async throws in
            let list: CheckpointListResource = try await client.get("/api/v1/checkpoints")
            #expect(list.checkpoints.map(\.verb) == ["backup"] && list.checkpoints.first?.appliance.name == "alpha")
            let wrong = try await client.refused(.post, "/api/v1/checkpoints/1/sign", #"{"note": "saved"}"#)
            #expect(wrong.code == "invalid-sign-off")
            #expect(wrong.faults.map(\.field) == ["verified", "reference", "sha256"])
            let body = #"{"note": "saved", "reference": "vault/9", "sha256": "\#(Sample.digest)", "verified": true}"#
            let signed: CheckpointResource = try await client.send(.post, "/api/v1/checkpoints/1/sign", body).decoded()
            #expect(signed.signedOff?.note == "saved")
            let shown: CheckpointResource = try await client.get("/api/v1/checkpoints/c1")
            #expect(shown == signed)
            let details: ApplianceDetailsResource = try await client.get(Self.path)
            #expect(details.facts.backup.value?.reference == "vault/9" && details.checkpoints == [])
        }
    }

    @Test func `an appliance's events are in the stream of all under its name`() async throws {
        try await stage.house.installation.write { store in _ = try store.placeEvents(limit: 100) }
        try await stage.house.test { (client: Client) async throws in
            let all: EventListResource = try await client.get("/api/v1/events")
            let added = try #require(all.events.first { $0.event.type == "appliance.added" })
            #expect(added.appliance?.name == "alpha" && added.device == nil)
        }
    }
}
