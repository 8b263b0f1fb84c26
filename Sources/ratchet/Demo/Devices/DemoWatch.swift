import AdminAPI
import FleetSimulator
import Foundation
import LocalServer

/// Follows the fleet through the server's API until every device has ended as it can, and plays the story meanwhile. A
/// server that is killed is waited for: whoever starts it again finds the devices still running.
struct DemoWatch {
    let fleet: SimulatedFleet
    let live: LiveFleet
    let api: DemoAPI
    let server: ServerProcess
    let folder: DemoFolder
    let show: DemoShow

    private static let pause: Duration = .milliseconds(500)
    /// Ctrl-C ends the server as well; so long until the demo has noticed that it ends too.
    private static let farewell: Duration = .milliseconds(200)

    /// Until all have ended, the time is over, or the task is cancelled.
    func follow(timeout: Duration) async -> DemoOutcome {
        let clock = ContinuousClock()
        let start = clock.now
        var (outcome, story, wasServed) = (DemoOutcome(standings: []), DemoStory(), true)
        while !Task.isCancelled, clock.now - start < timeout {
            await live.look()
            let elapsed = clock.now - start
            show.show(await live.view, after: elapsed)
            if let seen = try? await look() {
                outcome = seen
                if !wasServed { show.tell("The server answers again.", after: elapsed) }
                wasServed = true
                await play(&story, elapsed, outcome)
                if story.isOver, outcome.hasEnded { break }
            } else if !Task.isCancelled {
                outcome.isServed = false
                if wasServed { tellWhyNotServed(elapsed) }
                wasServed = false
            }
            try? await Task.sleep(for: DemoWatch.pause)
        }
        return outcome
    }

    /// Until the task is cancelled. Says it when the server ends meanwhile.
    func stay() async {
        var isServed = server.isRunning
        while !Task.isCancelled {
            try? await Task.sleep(for: DemoWatch.pause)
            guard isServed, !server.isRunning else { continue }
            isServed = false
            try? await Task.sleep(for: DemoWatch.farewell)
            if !Task.isCancelled { DemoWatch.restart(server, folder).forEach(show.say) }
        }
    }

    /// An act that fails, because nobody serves at the moment, is played later.
    private func play(_ story: inout DemoStory, _ elapsed: Duration, _ outcome: DemoOutcome) async {
        let scene = DemoStory.Scene(
            devices: fleet.count, managed: fleet.counts().stages[.managed, default: 0], newest: outcome.newest,
            elapsed: elapsed)
        guard let act = story.due(in: scene) else { return }
        guard let lines = try? await DemoStage(fleet: fleet, api: api).play(act) else { return }
        story.wasPlayed()
        for line in lines { show.tell(line, after: elapsed) }
    }

    private func look() async throws -> DemoOutcome {
        let known = Dictionary(try await api.devices().map { ($0.identifier, $0) }) { first, _ in first }
        let (progress, now) = (fleet.progress(), Date())
        let horizon = fleet.horizon(from: now)
        let newest = progress.devices.map(fleet.isCurrent)
        let standings = zip(progress.devices, newest).map { device, isNewest in
            DemoJudge.standing(
                of: device, isNewest: isNewest, isSettled: device.isSettled(before: horizon),
                known: known[device.udid])
        }
        return DemoOutcome(
            standings: standings, newest: newest.count { $0 }, alarms: progress.alarms,
            lastAlarm: progress.devices.compactMap(\.lastAlarm).last, isServed: true)
    }

    private func tellWhyNotServed(_ elapsed: Duration) {
        if server.isRunning { return show.tell("The server does not answer.", after: elapsed) }
        DemoWatch.restart(server, folder).forEach { show.say($0) }
    }

    private static func restart(_ server: ServerProcess, _ folder: DemoFolder) -> [String] {
        [
            "The server (pid \(server.pid)) has ended; the devices go on without it. Start it again with:",
            "  \(Program.name) serve --config \(folder.configuration.path)",
        ]
    }
}
