import AdminAPI
import FleetSimulator
import Foundation

/// How the devices stood at the end.
struct DemoOutcome {
    let standings: [DemoStanding]
    /// Breaches of the protocol by the server that the devices counted, with the last of them.
    var alarms = 0
    var lastAlarm: String?
    /// Whether a server answered to the end.
    var isServed = false

    var isGood: Bool { alarms == 0 && hasEnded }
    /// Every device ended as it could.
    var hasEnded: Bool { !standings.isEmpty && standings.allSatisfy { $0.isFinal && $0.isGood } }
    /// A device to look at: one that has not ended as it could, else one that could not be taken there.
    var troubled: DemoStanding? {
        standings.first { !($0.isFinal && $0.isGood) && $0.trouble != nil } ?? standings.first { $0.trouble != nil }
    }

    /// How many devices ended in each state.
    var counts: [String: Int] { standings.reduce(into: [:]) { $0[$1.word, default: 0] += 1 } }

    /// The counts as one JSON object.
    var json: String {
        let fields = counts.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }
        return "{\(fields.joined(separator: ","))}"
    }
}

/// Follows the fleet through the server's API until every device has ended as it can. A server that is killed is waited
/// for: whoever starts it again finds the devices still running.
struct DemoWatch {
    let fleet: SimulatedFleet
    let api: DemoAPI
    let server: ServerProcess
    let folder: DemoFolder
    let printer: DemoPrinter
    private static let pause: Duration = .milliseconds(500)
    /// Ctrl-C ends the server as well; so long until the demo has noticed that it ends too.
    private static let farewell: Duration = .milliseconds(200)

    /// Until all have ended, the time is over, or the task is cancelled.
    func follow(timeout: Duration) async -> DemoOutcome {
        let clock = ContinuousClock()
        let start = clock.now
        var outcome = DemoOutcome(standings: [])
        while !Task.isCancelled, clock.now - start < timeout {
            if let seen = try? await look() {
                outcome = seen
                outcome.isServed = true
                printer.answers(true)
                printer.progress(outcome, after: clock.now - start)
                if outcome.standings.allSatisfy(\.isFinal) { break }
            } else {
                outcome.isServed = false
                if server.isRunning, !Task.isCancelled { printer.answers(false) }
            }
            await pause()
        }
        return outcome
    }

    /// Until the task is cancelled.
    func stay() async {
        while !Task.isCancelled { await pause() }
    }

    /// Says it when the server has ended meanwhile, unless the demo itself is ending.
    private func pause() async {
        try? await Task.sleep(for: DemoWatch.pause)
        let hasEnded = !server.isRunning
        if hasEnded { try? await Task.sleep(for: DemoWatch.farewell) }
        if hasEnded, !Task.isCancelled { printer.serverEnded(folder, server.pid) }
    }

    private func look() async throws -> DemoOutcome {
        let known = Dictionary(try await api.devices().map { ($0.identifier, $0) }) { first, _ in first }
        let progress = fleet.progress()
        return DemoOutcome(
            standings: progress.devices.map { DemoJudge.standing(of: $0, known: known[$0.udid]) },
            alarms: progress.alarms, lastAlarm: progress.devices.compactMap(\.lastAlarm).last)
    }
}
