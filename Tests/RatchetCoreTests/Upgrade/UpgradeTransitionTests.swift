import Foundation
import RatchetCore
import Testing

@Suite("The drawing and the table of the upgrade keep up")
struct UpgradeTransitionTests {
    private struct Transition: Hashable, CustomStringConvertible {
        let from, event, to: String
        var description: String { "\(from) \(event) \(to)" }
    }

    /// What the machine does in every state with every event.
    private static func ofMachine() throws -> Set<Transition> {
        var found: Set<Transition> = []
        for state in UpgradeState.allCases {
            for before in try UpgradeVariants.all(in: state) {
                for event in UpgradeEvent.allCases {
                    var after = before
                    _ = try event.happen(to: &after, UpgradeScene(before.hops), at: noon + .minutes(10))
                    guard after.state != state else { continue }
                    found.insert(
                        Transition(from: state.rawValue, event: event.method, to: after.state.rawValue))
                }
            }
        }
        return found
    }

    /// The rows of the table in docs/upgrade.md: state, event, the states that it leads to.
    private static func ofPage() throws -> Set<Transition> {
        var found: Set<Transition> = []
        for line in try text("docs/upgrade.md").split(separator: "\n") where line.hasPrefix("| `") {
            let cells = line.split(separator: "|").map(codes)
            guard cells.count >= 3, let from = cells[0].first, let event = cells[1].first else { continue }
            for to in cells[2] { found.insert(Transition(from: from, event: event, to: to)) }
        }
        return found
    }

    @Test func `docs/upgrade.md has every transition of the machine and no other`() throws {
        let (machine, page) = try (Self.ofMachine(), Self.ofPage())
        #expect(machine.subtracting(page).isEmpty, "the page lacks them")
        #expect(page.subtracting(machine).isEmpty, "the machine has not got them")
    }

    @Test func `the drawing has a box for every state and every event that moves one on an arrow`() throws {
        let drawing = try text("docs/images/upgrade.svg")
        let states = labels("state", in: drawing)
        #expect(Set(states) == Set(UpgradeState.allCases.map(\.rawValue)))
        #expect(states.count == UpgradeState.allCases.count, "a state is drawn once")
        #expect(try Set(labels("event", in: drawing)) == Set(Self.ofMachine().map(\.event)))
    }

    @Test func `the events told here are the machine's methods`() throws {
        let methods = try ["Course", "Hop", "Time"].flatMap { aspect in
            try text("Sources/RatchetCore/Upgrade/Upgrade+\(aspect).swift")
                .components(separatedBy: "public mutating func ").dropFirst()
                .compactMap { $0.split(separator: "(").first.map(String.init) }
        }
        #expect(Set(methods) == Set(UpgradeEvent.allCases.map(\.method)))
    }

    @Test func `docs/upgrade.md names every rule that the upgrade keeps`() throws {
        let page = try text("docs/upgrade.md")
        for rule in Rule.allCases where !["P1", "P2", "P7", "P8"].contains(rule.rawValue) {
            #expect(page.contains(rule.rawValue), "\(rule)")
        }
    }
}

/// What the text elements of one class say.
private func labels(_ name: String, in drawing: String) -> [String] {
    drawing.components(separatedBy: "<text class=\"\(name)\"").dropFirst().compactMap { rest in
        rest.split(separator: ">", maxSplits: 1).last?.split(separator: "<").first.map(String.init)
    }
}

/// The words of a cell that stand in code marks.
private func codes(_ cell: Substring) -> [String] {
    cell.split(separator: "`", omittingEmptySubsequences: false).enumerated()
        .filter { $0.offset % 2 == 1 }.map { String($0.element) }
}

private func text(_ path: String) throws -> String {
    let root = (1...4).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
    return try String(contentsOf: root.appending(path: path), encoding: .utf8)
}
