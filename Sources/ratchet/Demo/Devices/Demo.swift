import AdminAPI
import FleetAudit
import FleetSimulator
import Foundation
import LocalServer

/// One run of the demo: stand-ins, server, plan, devices, and a watch over them.
struct Demo {
    let folder: DemoFolder
    let adminPort: Int
    let devicesPort: Int
    let fleet: SimulatedFleet
    let show: DemoShow

    /// - Returns: how the devices stood when all had ended or the time was over; nil when somebody pressed Ctrl-C before.
    func run(timeout: Duration, staysUp: Bool) async throws -> DemoOutcome? {
        try await DemoRun.play(show, beside: fleet.runStandIns) {
            try await play(timeout: timeout, staysUp: staysUp)
        }
    }

    private func play(timeout: Duration, staysUp: Bool) async throws -> DemoOutcome? {
        try folder.writeConfiguration(admin: adminPort, devices: devicesPort, stand: try await fleet.endpoints())
        let server = try ServerProcess(
            program: try ServerProcess.thisProgram(), configuration: folder.configuration, log: folder.serverLog)
        defer { server.stop() }
        introduce(server)
        let api = try DemoAPI(port: adminPort, folder)
        try await api.waitUntilReady(server, folder)
        let plan = try await api.createPlan()
        show.say("Plan \(plan.number)         \(plan.name), for everything")
        show.say()
        let live = try await LiveFleet(api.client)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await fleet.runDevices() }
            group.addTask { await live.listen() }
            let outcome = try await follow(live, api, server, timeout: timeout, staysUp: staysUp)
            group.cancelAll()
            try await group.waitForAll()
            return outcome
        }
    }

    private func follow(
        _ live: LiveFleet, _ api: DemoAPI, _ server: ServerProcess, timeout: Duration, staysUp: Bool
    ) async throws -> DemoOutcome? {
        let watch = DemoWatch(fleet: fleet, live: live, api: api, server: server, folder: folder, show: show)
        var outcome = await watch.follow(timeout: timeout)
        if Task.isCancelled { return nil }
        if outcome.isServed { outcome.audit = try await FleetAuditor(fleet: fleet, client: api.client).audit() }
        show.endPicture()
        DemoSummary(outcome: outcome, progress: fleet.progress()).lines.forEach { show.say($0) }
        let hasServer = outcome.isServed && (staysUp || !server.isRunning)
        DemoSuggestions(folder: folder, troubled: outcome.troubled, hasServer: hasServer)
            .lines.forEach { show.say($0) }
        if staysUp {
            show.say((server.isRunning ? "The server stays up" : "The devices go on") + " until Ctrl-C.")
            await watch.stay()
        }
        return outcome
    }

    private func introduce(_ server: ServerProcess) {
        show.say("Server         pid \(server.pid), API at http://127.0.0.1:\(adminPort)")
        show.say("Configuration  \(folder.configuration.path)")
        show.say("Simulator      \(folder.fleetState.path)")
        show.say("Server's log   \(folder.serverLog.path)")
    }
}
