import Foundation
import RatchetCore
import Testing

@Suite("The drawing of the enforcement keeps up")
struct DrawingTests {
    /// The methods of `Enforcement` that are events.
    private static let events: Set<String> = [
        "offered", "fetched", "declared", "installState", "failed", "bootstrapTokenFetched", "reportedVersion",
        "adopted", "withdraw", "replaced", "unmanaged", "synced", "timePassed", "contacted",
    ]

    @Test func `it has a box for every state and for nothing else`() throws {
        let drawn = try labels("state", in: drawing())
        #expect(Set(drawn) == Set(EnforcementState.allCases.map(\.rawValue)))
        #expect(drawn.count == EnforcementState.allCases.count, "a state is drawn once")
    }

    @Test func `every event of the machine is on an arrow, by the name of its method`() throws {
        #expect(try Set(labels("event", in: drawing())) == Self.events)
    }

    @Test func `it has a band for every phase, in order`() throws {
        #expect(try labels("phase", in: drawing()) == Phase.allCases.map(\.name))
    }

    /// `take` and `takeUp` are none: they hand facts to the others.
    @Test func `the events named here are the machine's methods`() throws {
        let files = ["Enforcement", "Enforcement+Events", "Enforcement+Report", "EnforcementLimits"]
        let methods = try files.flatMap { file in
            try text("Sources/RatchetCore/Enforcement/\(file).swift")
                .components(separatedBy: "public mutating func ").dropFirst()
                .compactMap { $0.split(separator: "(").first.map(String.init) }
        }
        #expect(Set(methods).subtracting(["take", "takeUp"]) == Self.events)
    }

    @Test func `docs/enforcement.md names every outcome and event`() throws {
        let page = try text("docs/enforcement.md")
        for name in EnforcementOutcome.allCases.map(\.rawValue) + Self.events {
            #expect(page.contains("`\(name)`"), "\(name)")
        }
    }

    private func drawing() throws -> String { try text("docs/images/enforcement.svg") }

    /// What the text elements of one class say.
    private func labels(_ name: String, in drawing: String) -> [String] {
        drawing.components(separatedBy: "<text class=\"\(name)\"").dropFirst().compactMap { rest in
            rest.split(separator: ">", maxSplits: 1).last?.split(separator: "<").first.map(String.init)
        }
    }

    private func text(_ path: String) throws -> String {
        let root = (1...4).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
        return try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }
}
