import AdminAPI
import FleetSimulator
import Foundation
import LocalServer
import Logging
import Synchronization

/// One installation under test: a server that is started again and again on the same data, and a fleet that talks to it.
struct Site: Sendable {
    let program: URL
    let folder: SiteFolder
    let ports: SitePorts
    /// `sqlite`, or a PostgreSQL URL.
    let store: String
    /// The data folder as the configuration has it.
    let data: String
    let fleet: SimulatedFleet
    let witness = Witness()
    let admin: AdminLine
    private let running = Running()
    var reader: Reader { Reader(admin: admin, witness: witness) }

    /// How long a server may take until it is ready, and a fleet until it has settled.
    static let patience: Duration = .seconds(90)

    init(_ plan: CrashTest.Plan, seed: UInt64, store: String = "sqlite", data: String = "./data") throws {
        program = plan.program
        folder = try SiteFolder(in: plan.folder)
        ports = SitePorts(admin: FreePort.take(), devices: FreePort.take())
        (self.store, self.data) = (store, data)
        admin = AdminLine(port: ports.admin, data: folder.data(data))
        fleet = try SimulatedFleet(
            FleetConfiguration(
                server: "http://127.0.0.1:\(ports.devices)", devices: plan.devices, seed: seed, durations: .crashTest,
                ramp: 4),
            logger: Logger(label: "fleet") { _ in SwiftLogNoOpLogHandler() }, witness: witness)
    }

    /// Stand-ins and devices run while `play` does; no server outlives it.
    func run<Outcome: Sendable>(_ play: @escaping @Sendable () async throws -> Outcome) async throws -> Outcome {
        try await withThrowingTaskGroup(of: Outcome?.self) { group in
            group.addTask {
                try await fleet.runStandIns()
                return nil
            }
            group.addTask {
                try writeConfiguration(data: data, try await fleet.endpoints())
                return try await withThrowingTaskGroup(of: Void.self) { devices in
                    devices.addTask { try await fleet.runDevices() }
                    defer { devices.cancelAll() }
                    return try await play()
                }
            }
            defer {
                group.cancelAll()
                running.server?.crash()
            }
            while let ended = try await group.next() {
                if let ended { return ended }
            }
            throw CancellationError()
        }
    }

    func writeConfiguration(data: String, _ endpoints: FleetEndpoints) throws {
        try folder.writeConfiguration(ports, store: store, data: data, endpoints)
    }

    func start() throws -> ServerProcess {
        let server = try ServerProcess(program: program, configuration: folder.configuration, log: folder.log)
        running.server = server
        return server
    }

    /// Waits until the server answers. False, with the loss noted, when it ended before or never does.
    func isReady(_ server: ServerProcess) async -> Bool {
        let answers = await Patience.wait(atMost: Site.patience) {
            if !server.isRunning { return true }
            return await admin.isReady()
        }
        if !server.isRunning {
            noteEnd(of: server)
        } else if !answers {
            witness.note([Loss(.server, nil, "it does not answer; see \(folder.log.path)")])
        }
        return answers && server.isRunning
    }

    /// A server that ends by itself is lost, whatever it says of that.
    func noteEnd(of server: ServerProcess) {
        let ending = server.ending?.description ?? "it still runs"
        witness.note([Loss(.server, nil, "it ended by itself: \(ending); see \(folder.log.path)")])
    }
}

/// The newest server of a site.
private final class Running: Sendable {
    private let state = Mutex<ServerProcess?>(nil)

    var server: ServerProcess? {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }
}

extension PhaseDurations {
    /// A walk of some ten seconds, with devices that talk all the time and come back soon when nobody answers.
    static let crashTest: PhaseDurations = {
        var durations = PhaseDurations.demo.withPhases(of: 1.2)
        (durations.poll, durations.fullReport, durations.notNowRetry) = (1...3, 3...6, 0.5...1)
        (durations.firstRetry, durations.slowestRetry) = (0.05, 0.4)
        return durations
    }()
}
