import AdminAPI
import FleetSimulator
import Foundation

/// How the devices stood at the end.
struct DemoOutcome {
    let standings: [DemoStanding]

    var isGood: Bool { !standings.isEmpty && standings.allSatisfy { $0.isFinal && $0.isGood } }

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

    /// Until all have ended, the time is over, or the task is cancelled.
    func follow(timeout: Duration) async -> DemoOutcome {
        let clock = ContinuousClock()
        let start = clock.now
        var outcome = DemoOutcome(standings: [])
        var isLost = false
        while !Task.isCancelled, clock.now - start < timeout {
            if let standings = try? await standings() {
                outcome = DemoOutcome(standings: standings)
                printer.progress(outcome, after: clock.now - start)
                isLost = false
                if outcome.standings.allSatisfy(\.isFinal) { break }
            } else if !isLost, !Task.isCancelled {
                isLost = true
                printer.lostServer(folder, isRunning: server.isRunning)
            }
            try? await Task.sleep(for: DemoWatch.pause)
        }
        return outcome
    }

    /// Until the task is cancelled.
    func stay() async {
        while !Task.isCancelled { try? await Task.sleep(for: .seconds(3600)) }
    }

    private func standings() async throws -> [DemoStanding] {
        let known = Dictionary(try await api.devices().map { ($0.identifier, $0) }) { first, _ in first }
        return fleet.progress().devices.map { DemoJudge.standing(of: $0, known: known[$0.udid]) }
    }
}
