import ApplianceDrivers
import FleetSimulator
import Foundation
import Ports
import RatchetCore
import TestSupport
import Testing

/// The command driver over `ratchet simulate-appliance`: real processes, and an appliance that they share in a file.
struct SimulatedApplianceDriverTests {
    private static let packages = DriverContract.Packages(
        next: package("product-22.1.4", .product), blocked: package("product-24.1.0", .product),
        silent: package("base-6.1.0", .base))

    private static func package(_ id: String, _ packageClass: PackageClass) -> DrivenPackage {
        let package = ApplianceShelf.support.packages.first { $0.id == id }
        return DrivenPackage(
            id: PackageID(stored: id), name: id, packageClass: packageClass, version: package?.version ?? "0",
            sha256: package?.sha256)
    }

    @Test(arguments: DriverContract.facts) func contract(fact: DriverContract.Fact) async throws {
        let directory = try TemporaryDirectory()
        try await fact.check { pace in
            let state = directory.url.appending(path: "state")
            try install(
                "--install", directory.path("driver"), "--state", state.path, "--trouble", "base-6.1.0=answer-lost",
                "--hop-seconds", pace == .quick ? "0.01" : "1000000")
            return DriverContract.House(
                driver: CommandDriver(
                    executables: directory.url.appending(path: "driver"),
                    records: directory.url.appending(path: "calls")),
                appliance: DrivenAppliance(id: ApplianceID("alpha"), name: "Alpha", address: ""),
                packages: Self.packages
            ) { try ApplianceFile(folder: state).read("alpha").witness.installCounts[$0.text] ?? 0 }
        }
    }

    private func install(_ arguments: String...) throws {
        let process = Process()
        process.executableURL = Project.programs.appending(path: "ratchet")
        process.arguments = ["simulate-appliance"] + arguments
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }
}
