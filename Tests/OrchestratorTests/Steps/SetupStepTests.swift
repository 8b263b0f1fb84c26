import AppleDDM
import AppleMDM
import RatchetCore
import Storage
import TestSupport
import Testing

@testable import Orchestrator

/// `DeviceConfigured` (reference 1.3): once the first synchronisation is done, or after a time.
@Suite("Devices that wait in Setup Assistant")
struct SetupStepTests {
    private let house: Installation
    private let mac: WalkingMac

    init() throws {
        house = try Installation()
        mac = WalkingMac(house)
    }

    private func isReleased() async throws -> Bool {
        try await house.store.read { try $0.isCommandOpen(DeviceConfiguredCommand.requestType, for: mac.channel) }
    }

    private func fire() async throws -> Int {
        let work = try await house.runner.perform { try DeviceWork.setup.claim(9, &$0, $1) }
        for piece in work { try await house.runner.perform { try SetupSteps.timeUp(piece, &$0, $1) } }
        return work.count
    }

    @Test func `a device that waits is let go after its first report with the manifest, and not before`() async throws {
        try await mac.authenticate()
        try await mac.tokenUpdate(awaiting: true)
        #expect(try await !isReleased())
        try await mac.sync()
        #expect(try await !isReleased())
        try await mac.report(["device.model.family": "Mac"])
        #expect(try await isReleased())
    }

    @Test func `a device that does not synchronise is let go when its time is up`() async throws {
        try await mac.authenticate()
        try await mac.tokenUpdate(awaiting: true)
        #expect(try await fire() == 0)
        house.clock.advance(by: .minutes(10))
        #expect(try await fire() == 1)
        #expect(try await isReleased())
    }

    @Test func `a device that does not wait is told nothing`() async throws {
        try await mac.authenticate()
        try await mac.tokenUpdate()
        house.clock.advance(by: .minutes(10))
        #expect(try await fire() == 0)
        #expect(try await !isReleased())
    }
}
