import AdminAPI
import FleetSimulator
import Foundation
import LocalServer

/// One run of the appliance's demo: server, appliance, people, and a watch over them.
struct ApplianceDemo {
    let folder: DemoFolder
    let port: Int
    let show: DemoShow
    private let api: DemoAPI

    init(folder: DemoFolder, port: Int, show: DemoShow) throws {
        (self.folder, self.port, self.show) = (folder, port, show)
        api = try DemoAPI(port: port, folder)
    }

    /// - Returns: how it ended, when the upgrade had or the time was over.
    func play(timeout: Duration, staysUp: Bool) async throws -> ApplianceDemoOutcome {
        let server = DemoServer(folder)
        try server.start()
        defer { server.stop() }
        introduce(server)
        try await api.waitUntilReady(server, folder)
        let cast = try await DemoCast(api)
        let path = try await prepare(cast)
        var watch = ApplianceDemoWatch(cast: cast, api: api, server: server, folder: folder, show: show)
        let last = try await watch.follow(timeout: timeout)
        show.endPicture()
        let appliance = try ApplianceFile(folder: folder.appliances).read(last.details.appliance.id)
        let outcome = ApplianceDemoOutcome(of: last, path: path, appliance, kills: server.kills)
        sum(outcome)
        if staysUp {
            show.say("The server stays up until Ctrl-C.")
            while true { try await Task.sleep(for: .seconds(3600)) }
        }
        return outcome
    }

    /// What people do before it goes on by itself.
    ///
    /// - Returns: the packages of the path, in their order.
    private func prepare(_ cast: DemoCast) async throws -> [String] {
        try await cast.furnish()
        let known = try await cast.read()
        guard let path = known.path, let hops = path.path?.hops else {
            throw DemoError("there is no path for \(DemoCast.appliance)")
        }
        show.say("\n\(DemoCast.appliance) runs \(path.from.words). The path to the newest:\n")
        PathPage(path: path).lines(on: .output()).forEach { show.say($0.text) }
        show.say()
        try await cast.plan()
        show.say("alice plans it. She would approve it too, and is told: \(try await cast.approveAlone()) (G4).")
        let packages = hops.map(\.package)
        try await cast.approve(packages)
        show.say("bob waives the test run (G5), for there is no test appliance, and approves these hops (G4).")
        try await cast.start()
        show.say("alice starts it. From here on it goes on by itself, hop by hop, whenever all gates are open.\n")
        return packages
    }

    private func introduce(_ server: DemoServer) {
        show.say("Server         pid \(server.pid), API at http://127.0.0.1:\(port)")
        show.say("Configuration  \(folder.configuration.path)")
        show.say("Appliance      \(folder.appliances.path)")
        show.say("Server's log   \(folder.serverLog.path)")
    }

    private func sum(_ outcome: ApplianceDemoOutcome) {
        ([""] + outcome.lines).forEach { show.say(Terminal.wrapped($0, width: min(Terminal.width, 100))) }
        let server = "--config \(folder.configuration.path)"
        show.say("\nLook around, in another terminal, while the server runs:")
        show.say("  \(Program.name) appliance explain \(DemoCast.appliance) \(server)")
        show.say("  \(Program.name) audit \(server)\n")
    }
}
