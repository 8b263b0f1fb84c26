import FleetSimulator
import Logging
import Testing

@testable import AdminAPI
@testable import ratchet

@Suite("How one device of the demo stands")
struct DemoJudgeTests {
    private func device() throws -> DeviceSummary {
        let fleet = try SimulatedFleet(FleetConfiguration(devices: 1, moods: .obedient), logger: Logger(label: "test"))
        return try #require(fleet.summary(of: 1))
    }

    private func known(_ answer: String, _ reason: String, state: String? = nil) -> DeviceResource {
        DeviceResource(
            id: "d", number: 7, identifier: "U", name: "mac-1", enrolment: "enrolled", kind: "device",
            firstContact: "", lastContact: "", bootstrapToken: .init(),
            verdict: .init(answer: answer, reason: reason, state: state))
    }

    private func standing(
        _ known: DeviceResource?, isNewest: Bool = false, isSettled: Bool = true
    ) throws -> DemoStanding {
        DemoJudge.standing(of: try device(), isNewest: isNewest, isSettled: isSettled, known: known)
    }

    @Test func `a device that the server does not know has not ended`() throws {
        #expect(try standing(nil) == DemoStanding(word: "not-enrolled", hasEnded: false))
    }

    @Test func `current has ended only on the newest release, with nothing open any more`() throws {
        #expect(try standing(known("yes", "current"), isNewest: true).hasEnded)
        #expect(try !standing(known("yes", "current"), isNewest: false).hasEnded, "the server has yet to read the list")
        #expect(try !standing(known("yes", "current", state: "done"), isNewest: true).hasEnded)
    }

    @Test func `what is not current has ended where nothing more comes, and the server says why`() throws {
        #expect(try standing(known("no", "blocked", state: "blocked")).hasEnded)
        #expect(try standing(known("no", "not-supervised")).hasEnded)
        #expect(try standing(known("not-yet", "prepared", state: "prepared")).hasEnded)
        #expect(try !standing(known("not-yet", "failing", state: "failing")).hasEnded, "it will be blocked")
        #expect(try !standing(known("not-yet", "prepared", state: "prepared"), isSettled: false).hasEnded)
        #expect(try standing(known("no", "blocked")).trouble == DemoStanding.Trouble(number: 7, title: "mac-1"))
    }
}
