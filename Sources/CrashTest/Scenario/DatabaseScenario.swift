import Foundation
import LocalServer
import SeededRandom
import TestSupport

/// Stops PostgreSQL on the spot while the server runs, and starts it again: the server must go on by itself.
struct DatabaseScenario: Sendable {
    let site: Site
    let stops: Int
    let tell: CrashTest.Teller

    func run(_ result: RunResult) async throws -> RunResult {
        try await site.run {
            var result = result
            var random = SeededRandom(seed: result.seed)
            let server = try site.start()
            guard await site.isReady(server) else { return result }
            try await Administrator(site: site).makeMainPlan()
            for stop in 1...stops {
                tell("\(result.name): database stop \(stop) of \(stops), \(site.witness.reports) reports acknowledged")
                try await crash(server, &random, &result)
                guard site.witness.losses.isEmpty else { return result }
            }
            tell("\(result.name): the end of the run")
            result.count(try await site.finish(server))
            return result
        }
    }

    private func crash(_ server: ServerProcess, _ random: inout SeededRandom, _ result: inout RunResult) async throws {
        let reading = Task { await site.reader.follow() }
        try await Task.sleep(for: .seconds(Double.random(in: 0.2...1.5, using: &random)))
        try ThrowawayPostgres.crash()
        result.databaseStops += 1
        try await Task.sleep(for: .seconds(Double.random(in: 0.1...1, using: &random)))
        try ThrowawayPostgres.restart()
        reading.cancel()
        await reading.value
        guard await site.isReady(server), let comparison = try await compare() else { return }
        result.count(comparison)
    }

    /// As soon as every question is answered: the server leaves a database alone for a second when it did not answer.
    private func compare() async throws -> Reader.Comparison? {
        var comparison: Reader.Comparison?
        let goesWell = try await Patience.wait(atMost: .seconds(10)) {
            do {
                comparison = try await site.reader.compare()
                return true
            } catch let refused as AdminLine.Refused where refused.isTemporary {
                return false
            }
        }
        if !goesWell { site.witness.note([Loss(.server, nil, "it does not go on with the database that is back")]) }
        return comparison
    }
}
