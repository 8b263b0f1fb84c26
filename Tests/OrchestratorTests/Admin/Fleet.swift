import Orchestrator
import RatchetCore
import Storage
import TestSupport

/// A small fleet of all sorts, and a feed.
struct Fleet {
    let house: Installation

    init(settings: Settings = Settings()) async throws {
        house = try Installation(settings: settings)
        try await house.importFeed(
            [
                .release("macOS", "26.4", "25E246", for: "J413AP"),
                .release("macOS", "15.7.5", "24G600", for: "J413AP"),
                .release("iOS", "26.4", "23E246", for: "iPhone17,1"),
            ].compactMap(\.self))
        // 1: behind. 2: behind by a major version. 3: current. 4: a phone behind. 5: not supervised. 6: unknown.
        try await house.add("MAC-1", .mac("26.3", serial: "C01", name: "Anna's Mac"))
        try await house.add("MAC-2", .mac("15.7", serial: "C02"))
        try await house.add("MAC-3", .mac("26.4", serial: "C03"))
        try await house.add("PHONE-4", .phone("26.1", serial: "P04"))
        var unsupervised = DeviceFacts.mac("26.3", serial: "C05")
        unsupervised.isSupervised?.value = false
        try await house.add("MAC-5", unsupervised)
        try await house.add("NEW-6", DeviceFacts(enrolment: .enrolled))
    }

    func id(_ identifier: String) -> DeviceID { DeviceID("device-\(identifier)") }

    /// Due work, by subject, of the kind `plan`.
    func plannedWork() async throws -> [String] {
        let ids = ["MAC-1", "MAC-2", "MAC-3", "PHONE-4", "MAC-5", "NEW-6"].map(id)
        return try await house.store.read { store in
            try ids.filter { id in try store.pending(subject: id.text).contains { $0.kind == WorkKind.plan } }
                .map(\.text)
        }
    }

    @discardableResult
    func plan(_ request: PlanRequest = .latest) async throws -> PlanSummary {
        try await house.runner.perform(AdminPlans.create(request))
    }
}

extension PlanRequest {
    static var latest: PlanRequest { PlanRequest(rule: "latest", everything: true, days: 30) }

    func with(_ change: (inout PlanRequest) -> Void) -> PlanRequest {
        var request = self
        change(&request)
        return request
    }
}

/// The problem that an operation meets; nil if it meets none.
func problem(_ work: () async throws -> Void) async -> AdminProblem? {
    do {
        try await work()
        return nil
    } catch {
        return error as? AdminProblem
    }
}
