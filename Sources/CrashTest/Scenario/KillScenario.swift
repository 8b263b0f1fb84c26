import FleetSimulator
import Foundation
import LocalServer

/// Kills the server at the moments of a seed while devices enrol, are updated and report, and starts it again each time.
struct KillScenario: Sendable {
    let site: Site
    let moments: [KillMoment]
    /// What is damaged in the middle of the run, to see that it is found.
    let sabotage: Sabotage?
    let tell: CrashTest.Teller

    func run(_ result: RunResult) async throws -> RunResult {
        try await site.run {
            var result = result
            var waiting = sabotage
            for (index, moment) in moments.enumerated() {
                if index == moments.count / 2 {
                    for release in DemoFeed.laterReleases { try site.fleet.publish(release) }
                }
                guard try await live(until: moment, index, &result) else { return result }
                if let sabotage = waiting, index >= moments.count / 2 {
                    waiting = try await sabotage.damage(site.folder.database) ? nil : sabotage
                }
            }
            if let waiting {
                site.witness.note([Loss(.untried, nil, "\(waiting.rawValue): there was nothing to damage")])
            }
            try await end(&result)
            return result
        }
    }

    /// One life of the server. False when something was lost.
    private func live(until moment: KillMoment, _ index: Int, _ result: inout RunResult) async throws -> Bool {
        let server = try site.start()
        tell("\(result.name): kill \(index + 1) of \(moments.count), \(site.witness.reports) reports acknowledged")
        var reading: Task<Reader.Comparison?, Never>?
        if case .starting(let delay) = moment {
            try await Task.sleep(for: delay)
        } else {
            guard await site.isReady(server) else { return false }
            reading = Task { await attend(index) }
        }
        let blow = Blow(server, site.witness)
        try await wait(for: moment, blow)
        guard case .struck(let underWay) = blow.strike() else {
            site.noteEnd(of: server)
            return false
        }
        result.kills += 1
        let cutOff = await site.witness.cutOff(underWay)
        result.cutOff += cutOff
        if cutOff > 0 { result.inFlight += 1 }
        if let comparison = await reading?.value { result.count(comparison) }
        return site.witness.losses.isEmpty
    }

    private func wait(for moment: KillMoment, _ blow: Blow) async throws {
        switch moment {
        case .starting: break
        case .ready(let delay): try await Task.sleep(for: delay)
        case .request(let delay, let lag):
            try await Task.sleep(for: delay)
            try await aim(lag)
        case .answer(let delay):
            try await Task.sleep(for: delay)
            await soon { await site.witness.nextPromise { blow.strike() } }
        }
    }

    /// What happens while the server is up: everything is compared, the administrator acts, and then histories are read until
    /// the server is gone. Nil when it was gone before everything was compared: the next life makes up for it.
    private func attend(_ index: Int) async -> Reader.Comparison? {
        async let acting: Void = act(index)
        let comparison = try? await site.reader.compare()
        await acting
        await site.reader.follow()
        return comparison
    }

    /// Whatever the kill cuts off was not answered for.
    private func act(_ index: Int) async {
        let administrator = Administrator(site: site)
        if site.witness.promises.plans.isEmpty { try? await administrator.makeMainPlan() }
        if index % 3 == 1 { try? await administrator.makeSmallPlan() }
        if index % 3 == 2 { try? await administrator.cancelSmallPlan() }
    }

    /// The middle of a request: so long after one was sent, and before its answer is there.
    private func aim(_ lag: Duration) async throws {
        for _ in 0..<KillScenario.attempts {
            await soon { await site.witness.nextRequest() }
            try await Task.sleep(for: lag)
            if !site.witness.underWay.isEmpty { return }
        }
    }

    private static let attempts = 20

    /// Until it has happened, or does not happen soon: a fleet that has settled says little.
    private func soon(_ happens: @escaping @Sendable () async -> Void) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask(operation: happens)
            group.addTask { try? await Task.sleep(for: .seconds(2)) }
            await group.next()
            group.cancelAll()
        }
    }

    private func end(_ result: inout RunResult) async throws {
        tell("\(result.name): the end of the run")
        let server = try site.start()
        guard await site.isReady(server) else { return }
        if site.witness.promises.plans.isEmpty { try await Administrator(site: site).makeMainPlan() }
        result.count(try await site.finish(server))
    }
}
