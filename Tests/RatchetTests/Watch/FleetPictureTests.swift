import Foundation
import Testing

@testable import AdminAPI
@testable import ratchet

@Suite("The fleet at one look")
struct FleetPictureTests {
    private static func phases(_ counts: [Int]) -> [OverviewResource.Phase] {
        let names = [
            "discovery", "declaration", "preparation", "notification", "installation", "confirmation", "removal",
        ]
        return zip(names, counts).enumerated().map { index, phase in
            OverviewResource.Phase(number: index + 1, name: phase.0, devices: phase.1)
        }
    }

    private static func attention(
        _ kind: String, _ devices: Int, examined: Int? = nil, _ reasons: [(String, Int)] = []
    ) -> OverviewResource.Attention {
        OverviewResource.Attention(
            kind: kind, devices: devices, examined: examined ?? devices,
            reasons: reasons.map { .init(reason: $0.0, devices: $0.1) })
    }

    static let push = PushResource(
        address: "https://api.push.apple.com", certificate: nil, problem: nil, stoppedAt: nil, stoppedBecause: nil,
        concern: nil)

    static let overview = OverviewResource(
        time: "2026-05-01T12:00:00Z", devices: 200, phases: phases([0, 3, 50, 20, 7, 1, 0]),
        verdicts: [
            .init(answer: "yes", reason: "current", devices: 101),
            .init(answer: "not-yet", reason: "downloading", devices: 50),
            .init(answer: "not-yet", reason: "prepared", devices: 20),
            .init(answer: "not-yet", reason: "past-due", devices: 5),
            .init(answer: "no", reason: "blocked", devices: 2),
            .init(answer: "not-yet", reason: "offered", devices: 3),
            .init(answer: "not-yet", reason: "inventory-pending", devices: 12),
            .init(answer: "no", reason: "not-supervised", devices: 7),
        ],
        attention: [
            attention("failing", 2, [("low-disk", 2)]),
            attention("overdue", 5, examined: 3, [("passcode-not-entered", 2), ("low-power", 1)]),
            attention("unreachable", 0),
        ],
        deadlines: [
            .init(
                deadline: "2026-05-08T19:00:00",
                window: .init(earliest: "2026-05-08T05:00:00Z", latest: "2026-05-09T07:00:00Z"), devices: 70),
            .init(
                deadline: "2026-05-15T19:00:00",
                window: .init(earliest: "2026-05-15T05:00:00Z", latest: "2026-05-16T07:00:00Z"), devices: 9),
        ],
        push: push, lastEvent: 9)

    static func event(_ type: String, _ body: [String: String], of title: String? = nil) -> StreamedEventResource {
        StreamedEventResource(
            position: 9, device: title.map { .init(id: "d", number: 3, title: $0) },
            event: EventResource(
                id: "e", time: "2026-05-01T11:59:58Z", type: type, version: 1, actor: "device", body: body))
    }

    private static func moved(_ title: String) -> StreamedEventResource {
        event("enforcement.moved", ["from": "downloading", "to": "prepared", "target": "26.4"], of: title)
    }

    private func lines(_ view: FleetView, width: Int = 80, height: Int = .max, title: String? = nil) -> [String] {
        FleetPicture(view: view, title: title).lines(on: Canvas(width: width), height: height).map(\.text)
    }

    @Test(arguments: [40, 80, 200])
    func `it fits the terminal, whatever devices call themselves`(width: Int) {
        let view = FleetView(
            overview: Self.overview,
            events: [Self.moved("Anna's Mac \u{1B}[31m\n" + String(repeating: "長", count: 200))],
            trouble: String(repeating: "no answer ", count: 30))
        for line in lines(view, width: width) {
            #expect(TextWidth.of(line) <= width && !line.contains("\u{1B}") && !line.contains("\n"), "\(line)")
        }
    }

    @Test func `every device is in one of the places`() {
        let places = FleetPicture(view: FleetView(overview: Self.overview)).places
        #expect(places.map(\.devices).reduce(0, +) == 200)
        #expect(places.first?.devices == 12, "whose inventory is still to come")
        #expect(places.suffix(2).map(\.devices) == [100, 7], "who is done and lets go is still in phase 6")
        let picture = lines(FleetView(overview: Self.overview))
        #expect(picture.contains { $0.hasPrefix("3 preparation") && $0.hasSuffix("  50") })
    }

    @Test func `what needs a look is said with its reasons, which are exact only where all were looked at`() {
        let picture = lines(FleetView(overview: Self.overview))
        #expect(picture.contains("Failing        2  low-disk 2"))
        #expect(picture.contains("Overdue        5  mostly passcode-not-entered, low-power"))
        #expect(picture.contains { $0.hasPrefix("Unreachable    0") })
        #expect(picture.contains("Shut out       7  not-supervised 7"))
    }

    @Test func `the next deadline is the devices' own, with the time that is left`() {
        let deadline = "Deadline 2026-05-08 19:00 device time"
        #expect(lines(FleetView(overview: Self.overview)).contains("\(deadline), in 6 days: 70 devices; later: 9"))
        var reached = Self.overview
        reached.time = "2026-05-08T12:00:00Z"
        #expect(
            lines(FleetView(overview: reached), width: 120).contains(
                "\(deadline), reached in the east, everywhere in 19 hours: 70 devices; later: 9"))
        reached.deadlines = []
        #expect(lines(FleetView(overview: reached)).contains("No deadline is ahead."))
    }

    @Test func `what happened is said in words, and what says nothing to a person is left out`() {
        let events = [
            Self.event("feed.changed", ["new": "macOS 26.4.1 (25E253)"]), Self.moved("Anna's Mac"),
            Self.event("manifest.changed", ["token": "x"], of: "Anna's Mac"),
        ]
        let picture = lines(FleetView(overview: Self.overview, events: events))
        #expect(picture.contains("11:59:58  Apple lists macOS 26.4.1 (25E253)"))
        #expect(picture.contains("11:59:58  Anna's Mac: 26.4 is ready, its user is told"))
        #expect(!picture.contains { $0.contains("manifest") })
    }

    @Test func `it has as many lines whatever happened, and fewer events where there is less room`() {
        let many = Array(repeating: Self.moved("Anna's Mac"), count: 40)
        let empty = lines(FleetView(overview: Self.overview))
        let full = lines(FleetView(overview: Self.overview, events: many))
        #expect(empty.count == full.count)
        let low = lines(FleetView(overview: Self.overview, events: many), height: full.count - 4, title: "A title")
        #expect(low.count == full.count - 4 && low.first == "A title")
    }

    @Test func `a fleet of nobody is drawn as well`() {
        let nobody = OverviewResource(
            time: "2026-05-01T12:00:00Z", devices: 0, phases: Self.phases([0, 0, 0, 0, 0, 0, 0]), verdicts: [],
            attention: [], deadlines: [], push: Self.push, lastEvent: 0)
        #expect(lines(FleetView(overview: nobody)).contains { $0.hasPrefix("1 discovery") && $0.hasSuffix(" 0") })
    }
}
