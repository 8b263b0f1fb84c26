import RatchetCore
import Storage
import TestSupport
import Testing

extension DomainContract {
    /// A package with every field.
    private static func fullGraph() throws -> ReleaseGraph {
        let package = Package(
            id: PackageID(stored: "product-22.2"), name: "caf\u{e9} \"x\"", packageClass: .product,
            version: try Sample.version("22.2-rc.1"), requiredBase: VersionConstraint(">=6.0 <7"),
            requiredProduct: VersionConstraint(">=22.1"), estimate: .milliseconds(90_500), restarts: false,
            affectsClients: false, isMajor: true, notes: "https://example.org", source: "depot/1", sha256: "ab",
            recovery: Recovery(.swapBack, until: "the next"), deadEnd: "the end")
        return try ReleaseGraph(
            product: "acme", packages: [package],
            floors: [Floor(.product, try Sample.version("22.2-rc.1"), reason: "stop")],
            origins: [
                Origin(.base, try Sample.version("6.0"), deadEnd: "no other"),
                Origin(.product, try Sample.version("22.1")),
            ])
    }

    static let graphs = [
        Fact("a release graph comes back as it was imported, with every field of its packages") { store in
            let graph = try fullGraph()
            #expect(try store.importGraph(graph, by: "anna", at: at(1)) == 1)
            #expect(try store.graph(of: "acme") == graph && store.graph(of: "other") == nil)
            let summary = GraphSummary(product: "acme", revision: 1, importedAt: at(1), importedBy: "anna")
            #expect(try store.graphs() == [summary] && store.graphSummary(of: "acme") == summary)
        },
        Fact("an import takes the place of the one before, packages too") { store in
            _ = try store.importGraph(try fullGraph(), by: "anna", at: at(1))
            let next = try Sample.graph()
            #expect(try store.importGraph(next, by: "bruno", at: at(2)) == 2)
            #expect(try store.graph(of: "acme")?.packages.map(\.id) == next.packages.map(\.id).sorted())
            #expect(try store.graphSummary(of: "acme")?.importedBy == "bruno")
        },
        Fact("a calendar comes back as it was imported, and its revision rises") { store in
            let start = try #require(LocalTime("22:00"))
            let end = try #require(LocalDateTime("2027-01-02T00:00:00"))
            let once = try #require(LocalDateTime("2026-12-24T10:00:00"))
            let calendar = WindowCalendar(
                name: "nights", zone: try #require(ZoneID("Europe/Paris")),
                weekly: [try #require(WeeklyWindow(days: [.sunday, .monday], start: start, length: .hours(4)))],
                oneTime: [try #require(OneTimeWindow(start: once, length: .minutes(90)))],
                holidays: [try #require(CivilDate("2026-12-25"))],
                freezes: [try #require(Freeze(from: once, until: end, reason: "year's end"))])
            #expect(try store.importCalendar(calendar, by: "anna", at: at(1)) == 1)
            #expect(try store.importCalendar(calendar, by: "bruno", at: at(2)) == 2)
            let record = CalendarRecord(calendar: calendar, revision: 2, changedAt: at(2), changedBy: "bruno")
            #expect(try store.calendar("nights") == record && store.calendars() == [record])
            #expect(try store.calendar("days") == nil)
        },
    ]
}
