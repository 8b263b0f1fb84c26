import FleetAudit
import FleetSimulator
import Foundation

/// Prints how a fleet is doing: a line for people or programs whenever something has changed.
struct FleetPrinter: Sendable {
    let json: Bool

    func begin(_ fleet: SimulatedFleet, _ endpoints: FleetEndpoints) {
        if json {
            return line(
                Start(
                    server: fleet.server, devices: fleet.count, push: endpoints.push ?? "",
                    lookup: endpoints.lookup ?? ""))
        }
        print("\(fleet.count) devices for \(fleet.server)")
        if let push = endpoints.push { print("push service    \(push)") }
        if let lookup = endpoints.lookup { print("lookup service  \(lookup)") }
        print("")
        print(RunningLine.heading)
    }

    /// Until the task is cancelled; at most a line every two seconds, and none where nobody has come further.
    func follow(_ fleet: SimulatedFleet) async {
        let clock = ContinuousClock()
        let start = clock.now
        var last: FleetCounts?
        while !Task.isCancelled {
            let counts = fleet.counts()
            if counts != last {
                last = counts
                let seconds = Int((clock.now - start) / .seconds(1))
                let running = RunningLine(seconds: seconds, counts: counts, traffic: fleet.traffic)
                if json { line(Progress(running)) } else { print(running.text) }
            }
            try? await clock.sleep(for: .seconds(2))
        }
    }

    func end(_ fleet: SimulatedFleet) {
        let progress = fleet.progress()
        if json { return line(Final(fleet: progress)) }
        print("")
        for text in SimulationSummary(progress).lines(width: Terminal.width) { print(text) }
    }

    /// What the audit found.
    func say(_ report: AuditReport) {
        if json { return line(Audited(audit: report)) }
        print(report.sentence)
        for disagreement in report.disagreements {
            print(
                Terminal.printable("\(disagreement.device)  \(disagreement.udid)  \(disagreement.detail)"))
        }
    }

    private struct Start: Encodable {
        let kind = "started"
        let server: String
        let devices: Int
        let push: String
        let lookup: String
    }

    private struct Progress: Encodable {
        let kind = "progress"
        let counts: [String: Int]
        let requestsPerSecond: Double
        let p95: Double
        let failures: Int

        init(_ running: RunningLine) {
            counts = Dictionary(uniqueKeysWithValues: running.cells)
            (requestsPerSecond, p95) = (running.traffic.rateNow, running.traffic.all.p95)
            failures = running.traffic.failures
        }
    }

    private struct Final: Encodable {
        let kind = "stopped"
        let fleet: FleetProgress
    }

    private struct Audited: Encodable {
        let kind = "audited"
        let audit: AuditReport
    }

    private func line(_ value: some Encodable) {
        if let text = try? Output.jsonLine(value) { print(text) }
    }

    /// Unbuffered, so that a pipe sees each line at once.
    private func print(_ text: String) {
        try? FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
    }
}
