import Foundation
import HTTPTypes
import RatchetCore
import TestSupport
import Testing

@testable import AdminAPI
@testable import Orchestrator

/// `docs/people.md` has the table of all routes.
@Suite("The table of routes")
struct RouteRolesTests {
    @Test func `the documentation has it line by line`() async throws {
        let house = try await House()
        let routes = AdminAPI.routes(house.services)
        let page = try String(
            contentsOf: (1...3).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
                .appending(path: "docs/people.md"), encoding: .utf8)
        let shown = page.split(separator: "\n").filter { $0.hasPrefix("| `") && $0.contains(" /") }.map(String.init)
        let wanted = routes.sorted { ($0.path, $0.method.rawValue) < ($1.path, $1.method.rawValue) }.map(Self.line)
        #expect(shown == wanted, "the table should be:\n\(wanted.joined(separator: "\n"))")
    }

    private static func line(_ route: RouteEntry) -> String {
        let who =
            switch route.access {
            case .everybody(let reason): "everybody: \(reason)"
            case .signedIn: "whoever has signed in"
            case .may: route.access.roles.map(\.rawValue).joined(separator: ", ")
            }
        let area = if case .may(_, let area) = route.access { "`\(area.rawValue)`" } else { "" }
        return "| `\(route.method.rawValue) \(route.path)` | \(who) | \(area) |"
    }
}
