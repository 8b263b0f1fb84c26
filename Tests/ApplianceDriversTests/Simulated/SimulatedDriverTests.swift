import ApplianceDrivers
import FleetSimulator
import Foundation
import Ports
import RatchetCore
import SeededRandom
import TestSupport
import Testing

struct SimulatedDriverTests {
    @Test(arguments: DriverContract.facts) func contract(fact: DriverContract.Fact) async throws {
        try await fact.check { pace in
            let (id, clock) = (ApplianceID("alpha"), RealClock())
            let mood = ApplianceMood(
                troubles: ["base-6.1.0": [.answerLost]], pace: pace == .quick ? 1e-5 : 1000)
            let driver = SimulatedDriver(
                [
                    id: SimulatedAppliance(
                        name: "Alpha", shelf: .support, base: "5.9.0", product: "21.3.1", mood: mood,
                        random: SeededRandom(seed: 1), at: SimulatedTranslation.date(clock.now()))
                ], clock: clock)
            return DriverContract.House(
                driver: driver, appliance: DrivenAppliance(id: id, name: "Alpha", address: ""),
                packages: .support
            ) { package in
                driver.with(id) { $0?.witness.installCounts[package.text] ?? 0 }
            }
        }
    }

    @Test func `an appliance that is not there has no verbs, and no call is begun`() async {
        let driver = SimulatedDriver([:], clock: RealClock())
        let nobody = DrivenAppliance(id: ApplianceID("nobody"), name: "Nobody", address: "")
        #expect(await driver.verbs(for: nobody) == [])
        let call = DriverCall(key: "1", request: .inventory, timeLimit: .seconds(1))
        #expect(
            await driver.perform(call, on: nobody) { _ in }
                == .notBegun(reason: "there is no appliance Nobody to talk to"))
    }
}

private struct RealClock: WallClock {
    func now() -> Instant { Instant(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000)) }
}
