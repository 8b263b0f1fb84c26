import Foundation
import TestSupport
import Testing

@testable import ratchet

@Suite("The appliance's demo", .timeLimit(.minutes(5)))
struct ApplianceDemoTests {
    @Test func `it takes the appliance to the newest, though the server is killed, and says so in one JSON object`()
        async throws
    {
        let fleet = try ServedFleet()
        let ended = try await fleet.finish(
            "ratchet demo appliance --exit --json --hop-seconds 3 --soak-seconds 1 --directory . 2>said")
        let said = try String(contentsOf: fleet.folder.url.appending(path: "said"), encoding: .utf8)
        #expect(ended.exit == 0, "\(said)")
        let outcome = try JSONDecoder().decode(ApplianceDemoOutcome.Resource.self, from: Data(ended.output.utf8))
        #expect(
            outcome
                == ApplianceDemoOutcome.Resource(
                    state: "done", hops: 5, base: "7.0.1", version: "24.1.0", installs: 5, kills: 1))
        #expect(said.contains("Somebody else has to approve (G4)"))
    }
}
