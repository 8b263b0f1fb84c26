import FleetSimulator
import Foundation
import LocalServer
import SeededRandom

extension DemoFolder {
    /// Where the simulated appliance lives.
    var appliances: URL { url.appendingPathComponent("appliances") }
    private var drivers: URL { url.appendingPathComponent("drivers") }

    /// The name of the driver and of the calendar.
    static let driver = "demo"
    static let calendar = "always"

    /// Writes the server's configuration. What is shortened are pauses; every stored time is real.
    /// - Parameter soak: how many seconds clients get after a product hop.
    func writeConfiguration(admin: Int, soak: Int) throws {
        try writeConfiguration(
            """
            data: ./data
            organization: Ratchet demo
            admin: {listen: "127.0.0.1:\(admin)"}
            # There are no devices here, and nobody is asked for Apple's releases.
            devices: {listen: "127.0.0.1:\(FreePort.take())", insecure: true}
            lookup: {url: "http://127.0.0.1:\(FreePort.take())"}
            appliances:
              drivers: ./drivers
              soak: \(soak)s
              soakBecause: a demo, which has no clients
              inventoryInterval: 10s
              pollInterval: 6s
              restartAllowance: 5s
              verificationAllowance: 5s

            """)
    }

    /// Writes the executables of the driver, and what the appliance is like.
    ///
    /// - Parameter hop: about so many seconds are half an hour of an appliance.
    func writeDriver(hop seconds: Double, seed: UInt64) throws {
        try ApplianceFile(folder: appliances).prepare(
            SimulatedAppliance(
                name: DemoCast.appliance, shelf: .support, base: DemoGraph.start.base, product: DemoGraph.start.product,
                mood: ApplianceMood(pace: seconds / (30 * 60)), random: SeededRandom(seed: seed),
                at: Date()))
        try ApplianceExecutables.write(into: drivers.appendingPathComponent(DemoFolder.driver), state: appliances)
    }
}
