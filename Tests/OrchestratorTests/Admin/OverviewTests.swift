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

    private func counts(_ fleet: Fleet) async throws -> [String: Int] {
        let overview = try await fleet.house.runner.read(AdminOverview.overview())
        return Dictionary(uniqueKeysWithValues: overview.verdicts.map { ($0.reason.rawValue, $0.devices) })
    }

    private func compare(_ fleet: Fleet) async throws {
        let (counted, explained) = (try await counts(fleet), try await explained(fleet))
        #expect(counted == explained)
    }

    /// What every device's own explanation says, counted.
    private func explained(_ fleet: Fleet) async throws -> [String: Int] {
        var counts: [String: Int] = [:]
        for word in ["MAC-1", "MAC-2", "MAC-3", "PHONE-4", "MAC-5", "NEW-6"] {
            let verdict = try await fleet.house.runner.read(AdminExplain.explain(word)).verdict
            counts[verdict.reason.rawValue, default: 0] += 1
        }
        return counts
    }

    @Test func `it counts what each device's explanation says, with and without plans and groups`() async throws {
        let fleet = try await Fleet()
        try await compare(fleet)
        try await fleet.plan(PlanRequest.latest.with { ($0.everything, $0.devices) = (false, ["MAC-1", "MAC-3"]) })
        try await compare(fleet)
        try await fleet.house.replan()
        try await compare(fleet)
        try await fleet.plan()
        try await fleet.house.replan()
        try await compare(fleet)
    }

    @Test func `a device that has changed is counted as it is now`() async throws {
        let fleet = try await Fleet()
        let before = try await counts(fleet)
        #expect(before["inventory-pending"] == 1)
        let id = fleet.id("NEW-6")
        try await fleet.house.write { try $0.save(.mac("26.4", serial: "C06"), of: id) }
        let after = try await counts(fleet)
        #expect(after["inventory-pending"] == nil)
        try await compare(fleet)
    }

    @Test func `a device is read again when its revision is another one, and not before`() async throws {
        let fleet = try await Fleet()
        let id = fleet.id("MAC-1")
        let (old, asKnown) = try await fleet.house.store.read { store in
            var situations = Situations()
            let device = try #require(try store.deviceRevisions().first { $0.id == id })
            return (try situations.number(of: device, &store), (device, situations))
        }
        try await fleet.house.write { try $0.save(.mac("26.4", serial: "C01"), of: id) }
        let (again, new) = try await fleet.house.store.read { store in
            var (device, situations) = asKnown
            let again = try situations.number(of: device, &store)
            device = try #require(try store.deviceRevisions().first { $0.id == id })
            return (again, try situations.number(of: device, &store))
        }
        #expect(old == again && new != old)
    }

    @Test func `policies of one look are not kept for the next`() async throws {
        let fleet = try await Fleet()
        try await fleet.plan()
        let (cache, id) = (fleet.house.runner.caches.situations, fleet.id("MAC-1"))
        _ = try await fleet.house.runner.read(AdminOverview.overview())
        #expect(cache.known.table.policies.isEmpty && !cache.known.table.situations.isEmpty)
        let isKnown = try await fleet.house.store.read { store in
            var known = cache.known
            let device = try #require(try store.deviceRevisions().first { $0.id == id })
            let before = known.table.situations.count
            return try known.number(of: device, &store) != nil && known.table.situations.count == before
        }
        #expect(isKnown)
    }
}
