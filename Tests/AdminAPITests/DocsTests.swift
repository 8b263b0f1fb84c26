import Foundation
import RatchetCore
import Testing

@Suite("The docs keep up")
struct DocsTests {
    private func page(_ name: String) throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try String(contentsOf: root.appending(path: "docs/\(name)"), encoding: .utf8)
    }

    /// The codes that a table of the page lists: rows that begin with a code in backquotes.
    private func codes(under title: String, _ page: String) -> Set<String> {
        let section = page.components(separatedBy: "\n## ").first { $0.hasPrefix(title) } ?? ""
        return Set(
            section.split(separator: "\n").filter { $0.hasPrefix("| `") }
                .compactMap { $0.split(separator: "`").dropFirst().first.map(String.init) })
    }

    @Test func `docs/reasons.md lists every reason, way out, event and notice, and no other`() throws {
        let page = try page("reasons.md")
        #expect(codes(under: "Reasons", page) == Set(Reason.allCases.map(\.rawValue)))
        #expect(codes(under: "Ways out", page) == Set(WayOut.allCases.map(\.rawValue)))
        #expect(codes(under: "What happens next", page) == Set(RatchetCore.Expectation.Event.allCases.map(\.rawValue)))
        #expect(codes(under: "Expected notices", page) == Set(ExpectedNotice.Kind.allCases.map(\.rawValue)))
    }

    @Test func `docs/api.md names every problem that can be answered`() throws {
        let page = try page("api.md")
        for code in [
            "foreign-host", "foreign-origin", "no-such-path", "method-not-allowed", "body-too-large",
            "wrong-content-type", "malformed-body", "invalid-parameter", "invalid-plan", "invalid-group",
            "invalid-refresh",
            "unknown-devices", "no-such-device", "no-such-group", "no-such-plan", "no-such-report", "group-exists",
            "too-many-streams",
            "device-not-enrolled", "ambiguous-device", "store-busy", "store-unavailable", "store-full",
            "internal-fault",
        ] {
            #expect(page.contains("`\(code)`"), "\(code)")
        }
    }
}
