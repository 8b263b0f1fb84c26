import Foundation
import Testing

@testable import AdminAPI
@testable import ratchet

@Suite("The fleet at one look")
struct WatchPictureTests {
    private static func phases(_ counts: [Int]) -> [OverviewResource.Phase] {
        let names = [
            "discovery", "declaration", "preparation", "notification", "installation", "confirmation", "removal",
        ]
        return zip(names, counts).enumerated().map { index, phase in
            OverviewResource.Phase(number: index + 1, name: phase.0, devices: phase.1)
        }
    }

    private static let overview = OverviewResource(
        time: "2026-05-01T12:00:00Z", devices: 200, phases: phases([0, 3, 50, 20, 7, 1, 0]),
        verdicts: [
            .init(answer: "yes", reason: "current", devices: 100),
            .init(answer: "not-yet", reason: "downloading", devices: 50),
            .init(answer: "not-yet", reason: "past-due", devices: 5),
            .init(answer: "no", reason: "blocked", devices: 2),
            .init(answer: "not-yet", reason: "inventory-pending", devices: 12),
        ], lastEvent: 9)

    private static func moved(_ title: String) -> StreamedEventResource {
        StreamedEventResource(
            position: 9, device: .init(id: "d", number: 3, title: title),
            event: EventResource(
                id: "e", time: "2026-05-01T11:59:58Z", type: "enforcement.moved", version: 1, actor: "device",
                body: ["from": "downloading", "to": "prepared", "target": "26.4"]))
    }

    @Test(arguments: [80, 120])
    func `it fits the terminal and tells every phase`(width: Int) {
        let picture = WatchPicture(
            overview: Self.overview,
            events: [Self.moved("Anna's Mac \u{1B}[31m\n" + String(repeating: "x", count: 200))],
            trouble: String(repeating: "no answer ", count: 30))
        let lines = picture.lines(width: width)
        for line in lines {
            #expect(line.count <= width && !line.contains("\u{1B}") && !line.contains("\n"), "\(line)")
        }
        #expect(lines[0] == "200 devices at 2026-05-01 12:00 UTC")
        #expect(lines[2].hasPrefix("1 discovery ") && lines[2].hasSuffix(" 12"), "whose inventory is still to come")
        #expect(lines[4].hasPrefix("3 preparation") && lines[4].hasSuffix(" 50"))
        #expect(lines.contains("current 100, not yet 67, no 2"))
        #expect(lines.contains("To look at: 5 past-due, 2 blocked"))
    }

    @Test func `what happened is said in words`() {
        let picture = WatchPicture(overview: Self.overview, events: [Self.moved("Anna's Mac")])
        #expect(picture.lines(width: 80).last == "11:59:58  Anna's Mac: downloading to prepared (26.4)")
        #expect(picture.line.hasSuffix("current 100, not yet 67, no 2") && picture.line.contains("preparation 50"))
    }

    @Test func `a fleet of nobody is drawn as well`() {
        let nobody = OverviewResource(
            time: "2026-05-01T12:00:00Z", devices: 0, phases: Self.phases([0, 0, 0, 0, 0, 0, 0]), verdicts: [],
            lastEvent: 0)
        let lines = WatchPicture(overview: nobody, events: []).lines(width: 80)
        #expect(lines.count == 11 && lines.allSatisfy { $0.count <= 80 })
    }

    @Test func `only lines that changed are written again`() {
        var screen = Screen()
        #expect(screen.update(to: ["a", "b", "c"]) == "\u{1B}[2Ka\n\u{1B}[2Kb\n\u{1B}[2Kc\n")
        #expect(screen.update(to: ["a", "x", "c"]) == "\u{1B}[3F\n\u{1B}[2Kx\n\n")
        #expect(screen.update(to: ["a"]) == "\u{1B}[3F\n\u{1B}[0J")
    }
}
