import FleetAudit
import FleetSimulator
import Foundation

/// Prints how a fleet is doing: a line for people or programs whenever something has changed.
struct FleetPrinter: Sendable {
    let json: Bool

    private static let columns: [(title: String, count: @Sendable (FleetProgress) -> Int)] = [
        ("enrolled", { $0.stages[.enrolled, default: 0] + $0.stages[.managed, default: 0] }),
        ("managed", { $0.stages[.managed, default: 0] }),
        ("waiting", { $0.installStates["waiting", default: 0] }),
        ("downloading", { $0.installStates["downloading", default: 0] }),
        ("prepared", { $0.installStates["prepared", default: 0] }),
        ("installing", { $0.installStates["installing", default: 0] }),
        ("failed", { $0.installStates["failed", default: 0] }),
        ("updated", { $0.updated }),
        ("alarms", { $0.alarms }),
    ]

    static let heading = "   time" + columns.map { "  \($0.title)" }.joined()

    func begin(_ fleet: SimulatedFleet, _ endpoints: FleetEndpoints) {
        let count = fleet.progress().devices.count
        if json {
            return line(
                Start(server: fleet.server, devices: count, push: endpoints.push ?? "", lookup: endpoints.lookup ?? ""))
        }
        print("\(count) devices for \(fleet.server)")
        if let push = endpoints.push { print("push service    \(push)") }
        if let lookup = endpoints.lookup { print("lookup service  \(lookup)") }
        print("")
        print(FleetPrinter.heading)
    }

    /// Until the task is cancelled; at most a line every two seconds.
    func follow(_ fleet: SimulatedFleet) async {
        let clock = ContinuousClock()
        let start = clock.now
        var last = ""
        while !Task.isCancelled {
            let progress = fleet.progress()
            let counts = FleetPrinter.columns.map { pad("\($0.count(progress))", $0.title.count + 2) }.joined()
            if counts != last {
                last = counts
                let seconds = Int((clock.now - start) / .seconds(1))
                if json { line(progress) } else { print(pad("\(seconds)s", 7) + counts) }
            }
            try? await clock.sleep(for: .seconds(2))
        }
    }

    func end(_ fleet: SimulatedFleet) {
        let progress = fleet.progress()
        guard !json else { return line(Final(fleet: progress)) }
        print("")
        for device in progress.devices where FleetPrinter.isWorthALine(device) {
            let alarm = device.lastAlarm.map { " (alarm: \($0))" } ?? ""
            print(
                "\(device.name)  \(device.platform) \(device.osVersion)  \(device.reason ?? device.truth.kind.rawValue)\(alarm)"
            )
        }
        print("\(progress.updated) of \(progress.devices.count) devices updated; stopped.")
        let (catalog, cache) = (gigabytes(progress.bytesFromCatalog), gigabytes(progress.bytesFromCache))
        print("They would have fetched \(catalog) GB from Apple and \(cache) GB from content caches.")
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

    /// Whoever is not where it should be.
    private static func isWorthALine(_ device: DeviceSummary) -> Bool {
        device.reason != nil || device.alarms > 0 || ![.idle, .finished].contains(device.truth.kind)
    }

    private func gigabytes(_ bytes: Int64) -> Int64 { (bytes + 500_000_000) / 1_000_000_000 }

    private struct Start: Encodable {
        let kind = "started"
        let server: String
        let devices: Int
        let push: String
        let lookup: String
    }

    private struct Final: Encodable {
        let kind = "stopped"
        let fleet: FleetProgress
    }

    private struct Audited: Encodable {
        let kind = "audited"
        let audit: AuditReport
    }

    private func line(_ progress: FleetProgress) {
        var counts: [String: Int] = [:]
        for column in FleetPrinter.columns { counts[column.title] = column.count(progress) }
        struct Counts: Encodable {
            let kind = "progress"
            let counts: [String: Int]
        }
        line(Counts(counts: counts))
    }

    private func line(_ value: some Encodable) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(value) else { return }
        print(String(decoding: data, as: UTF8.self))
    }

    /// Unbuffered, so that a pipe sees each line at once.
    private func print(_ text: String) {
        try? FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
    }

    private func pad(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
