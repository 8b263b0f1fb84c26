import RatchetCore
import Storage
import TestSupport
import Testing

@testable import Orchestrator

@Suite("The whole fleet at one look")
struct OverviewTests {
    private func overview(_ fleet: Fleet) async throws -> FleetOverview {
        try await fleet.house.runner.read(AdminOverview.overview())
    }

    @Test func `every device counts once`() async throws {
        let fleet = try await Fleet()
        try await fleet.plan()
        let overview = try await overview(fleet)
        #expect(overview.devices == 6 && overview.verdicts.map(\.devices).reduce(0, +) == 6)
        #expect(overview.attention.map(\.kind) == FleetAttention.Kind.allCases)
        #expect(overview.attention.allSatisfy { $0.devices == 0 && $0.reasons.isEmpty })
        #expect(overview.deadlines.isEmpty)
    }

    @Test func `what needs a look is said with its likeliest reason`() async throws {
        let fleet = try await Fleet()
        let plan = try await fleet.plan().plan
        var full = DeviceFacts.phone("26.3")
        full.availableCapacity = Known(2, Evidence(.commandResult, at: fleet.house.now, ref: "inventory-1"))
        let macs = [try await fleet.house.add("PHONE-7", full), fleet.id("MAC-1"), fleet.id("MAC-2")]
        for (index, mac) in macs.enumerated() {
            try await fleet.house.enforce("26.4", on: mac, plan: plan.id, by: "2026-05-08T19:00:00") {
                _ = $0.offered($1)
                guard index < 2 else { return }
                _ = $0.failed(UpdateFailure(count: 1, reason: "it did not work"), $1)
            }
        }
        let overview = try await overview(fleet)
        let failing = try #require(overview.attention.first { $0.kind == .failing })
        #expect(failing.devices == 2 && failing.examined == 2)
        #expect(failing.reasons.map(\.reason).contains(.lowDisk), "the more telling of two causes")
        let deadline = try #require(LocalDateTime("2026-05-08T19:00:00"))
        #expect(overview.deadlines == [FleetOverview.Deadline(deadline: deadline, devices: 3)])
    }
}
