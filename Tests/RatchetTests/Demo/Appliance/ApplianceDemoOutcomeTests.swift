import FleetSimulator
import Foundation
import SeededRandom
import Testing

@testable import ratchet

@Suite("How the appliance's demo ended")
struct ApplianceDemoOutcomeTests {
    private let start = Date(timeIntervalSince1970: 0)
    private let path = ["product-22.1.4", "base-6.1.0"]

    /// One that has installed these packages, a day each.
    private func appliance(_ packages: [String]) -> SimulatedAppliance {
        var appliance = SimulatedAppliance(
            name: "a", shelf: .support, base: "5.9.0", product: "21.3.1", random: SeededRandom(seed: 1), at: start)
        for (day, package) in packages.enumerated() {
            appliance.begin(.install(package: package), call: "\(day)", at: start + Double(day) * 86_400)
        }
        appliance.advance(to: start + Double(packages.count) * 86_400)
        return appliance
    }

    private func disagreements(
        seen: [String], verified: [String]? = nil, runs: (base: String?, product: String?) = ("6.1.0", "22.1.4")
    ) -> [String] {
        ApplianceDemoOutcome.disagreements(path: path, verified: verified ?? path, runs: runs, appliance(seen))
    }

    @Test func `it is good when the appliance saw each package once and in order, as the server says`() {
        #expect(disagreements(seen: path) == [])
    }

    @Test func `a package that was installed twice is a fault, and so is what the appliance calls a misdeed`() {
        let faults = disagreements(seen: path + ["base-6.1.0"])
        #expect(
            faults.contains { $0.hasPrefix("The appliance saw product-22.1.4, base-6.1.0 and base-6.1.0 installed") })
        #expect(faults.contains { $0.contains("installed-again") })
    }

    @Test func `another order is a fault`() {
        #expect(!disagreements(seen: path.reversed()).isEmpty)
    }

    @Test func `a server that says something else than the appliance is a fault`() {
        #expect(disagreements(seen: path, verified: ["product-22.1.4"]).count == 1)
        #expect(disagreements(seen: path, runs: ("6.1.0", "21.3.1")).count == 1)
    }
}
