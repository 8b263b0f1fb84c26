import RatchetCore
import TestSupport
import Testing

@testable import Orchestrator

@Suite("Names that are nearly right")
struct NearNameTests {
    private func detail(_ work: @escaping @Sendable (Fleet) async throws -> Void) async throws -> String {
        let fleet = try await Fleet()
        return await problem { try await work(fleet) }?.detail ?? ""
    }

    @Test func `a device's name or serial number is proposed as it is written, with its number`() async throws {
        let name = try await detail { _ = try await $0.house.runner.read(AdminDevices.show("annas mac")) }
        #expect(name.contains("Did you mean Anna's Mac (1)?"))
        let serial = try await detail { _ = try await $0.house.runner.read(AdminDevices.show("PO4")) }
        #expect(serial.contains("Did you mean P04 (4)?"))
    }

    @Test(arguments: ["99", "nothing like it", ""])
    func `nothing is proposed for what is near to nothing, nor for a number`(word: String) async throws {
        let detail = try await detail { _ = try await $0.house.runner.read(AdminDevices.show(word)) }
        #expect(detail.contains("No device has") && !detail.contains("Did you mean"))
    }

    @Test func `groups by their names, plans by theirs, and devices to be put into a group`() async throws {
        let group = try await detail { fleet in
            _ = try await fleet.house.runner.perform(AdminGroups.create(name: "pilot"))
            _ = try await fleet.house.runner.read(AdminGroups.show("pilto"))
        }
        #expect(group.contains("Did you mean pilot?"))
        let plan = try await detail { fleet in
            try await fleet.plan(.latest.with { $0.name = "Spring" })
            _ = try await fleet.house.runner.read(AdminPlans.show("spring"))
        }
        #expect(plan.contains("Did you mean 1 (Spring)?"))
        let fleet = try await Fleet()
        _ = try await fleet.house.runner.perform(AdminGroups.create(name: "pilot"))
        let fault = await problem {
            _ = try await fleet.house.runner.perform(AdminGroups.add(["anna's mc"], to: "pilot"))
        }
        #expect(fault?.faults.first?.text.contains("Did you mean Anna's Mac (1)?") == true)
    }
}
