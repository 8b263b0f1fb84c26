import AdminAPI
import FleetSimulator
import Foundation
import UnixSignals

/// One run of the demo: stand-ins, server, plan, devices, and a watch over them.
struct Demo {
    let folder: DemoFolder
    let adminPort: Int
    let devicesPort: Int
    let fleet: SimulatedFleet
    let printer: DemoPrinter

    /// - Returns: how the devices stood when all had ended, or when the time was over or somebody pressed Ctrl-C.
    func run(timeout: Duration, staysUp: Bool) async throws -> DemoOutcome {
        try await withThrowingTaskGroup(of: DemoOutcome?.self) { group in
            group.addTask {
                try await fleet.runStandIns()
                return nil
            }
            group.addTask {
                for await _ in await UnixSignalsSequence(trapping: .sigint, .sigterm, .sighup) { break }
                return nil
            }
            group.addTask { try await play(timeout: timeout, staysUp: staysUp) }
            let first = try await group.next() ?? nil
            group.cancelAll()
            var outcome = first
            while let other = try await group.next() { outcome = outcome ?? other }
            return outcome ?? DemoOutcome(standings: [])
        }
    }

    private func play(timeout: Duration, staysUp: Bool) async throws -> DemoOutcome {
        try folder.writeConfiguration(admin: adminPort, devices: devicesPort, stand: try await fleet.endpoints())
        let server = try ServerProcess(configuration: folder.configuration, log: folder.serverLog)
        defer { server.stop() }
        printer.introduce(folder, server.pid, adminPort)
        let api = try DemoAPI(port: adminPort)
        try await api.waitUntilReady(server, folder)
        printer.say(try await api.createPlan())
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await fleet.runDevices() }
            let watch = DemoWatch(fleet: fleet, api: api, server: server, folder: folder, printer: printer)
            let outcome = await watch.follow(timeout: timeout)
            if !Task.isCancelled {
                printer.summarise(outcome)
                let hasServer = outcome.isServed && (staysUp || !server.isRunning)
                printer.suggest(folder, outcome.troubled, hasServer: hasServer)
            }
            if staysUp, !Task.isCancelled {
                let address = "http://127.0.0.1:\(adminPort)"
                printer.say(
                    (server.isRunning ? "The server stays up at \(address)" : "The devices go on") + " until Ctrl-C.")
                await watch.stay()
            }
            group.cancelAll()
            try await group.waitForAll()
            return outcome
        }
    }
}
