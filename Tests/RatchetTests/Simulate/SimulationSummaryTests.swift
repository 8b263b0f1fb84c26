import Foundation
import Testing

@testable import FleetSimulator
@testable import ratchet

@Suite("What is said when a simulation is over")
struct SimulationSummaryTests {
    private func progress(
        _ devices: Int, of mood: DeviceMood = .obedient, _ traffic: Traffic = Traffic()
    ) -> FleetProgress {
        let made = (0..<devices).map { index in
            FleetFactory(seed: 1, durations: .demo).device(index, mood: mood, at: Date(timeIntervalSince1970: 0))
        }
        let caches: [Site: Int64] = [.headquarters: 3_400_000_000, .branch: 900_000_000]
        return FleetProgress(
            made.map(DeviceSummary.init), pushes: PushCounts(),
            delivery: ContentDelivery(bytesFromCatalog: 7_000_000_000, bytesFromCaches: caches),
            traffic: traffic.figures(at: 10))
    }

    @Test func `of few devices each one that is unfinished is named, of many their kinds are counted`() {
        let few = SimulationSummary(progress(2)).lines(width: 100)
        #expect(few.filter { $0.hasSuffix("  off") }.count == 2)
        let many = SimulationSummary(progress(41)).lines(width: 100)
        #expect(many.contains { $0.hasPrefix("     41  off ") }, "\(many)")
        #expect(many.contains("0 of 41 devices updated; stopped."))
    }

    @Test func `each content cache is named with what it served`() {
        #expect(
            SimulationSummary(progress(1)).lines(width: 100).last
                == "Updates fetched: 11.3 GB, of which 7.0 GB from Apple's update catalog, 0.9 GB from the cache at "
                + "branch and 3.4 GB from the cache at headquarters.")
    }

    @Test func `the requests are a table by kind, with what came to nothing`() {
        var traffic = Traffic()
        traffic.note(.status, waited: .zero, took: .milliseconds(250), failure: .timeout, at: 0)
        traffic.note(.idlePoll, waited: .zero, took: .microseconds(1_500), failure: nil, at: 0)
        let lines = SimulationSummary(progress(1, of: .obedient, traffic)).lines(width: 120)
        let cells = lines.map { $0.split(separator: " ").map(String.init) }
        #expect(cells.contains(["status", "1", "250", "250", "250", "250", "1", "timeout"]), "\(lines)")
        #expect(cells.contains(["idle-poll", "1", "1.5", "1.5", "1.5", "1.5", "-"]), "\(lines)")
        #expect(lines.contains("0.2 requests a second on average."))
    }

    @Test func `a fleet that has sent nothing says so`() {
        #expect(SimulationSummary(progress(1)).lines(width: 100).contains("No request was sent."))
    }

    @Test func `the running line stands under its heading`() {
        let running = RunningLine(
            seconds: 12, counts: FleetCounts(progress(3).devices), traffic: progress(3).traffic)
        #expect(running.text.count == RunningLine.heading.count && RunningLine.heading.count <= 100)
        #expect(running.text.hasPrefix("   12s") && running.cells.map(\.1) == Array(repeating: 0, count: 9))
    }
}
