import AdminAPI
import Foundation
import RatchetCore

extension DemoAPI {
    /// A plan for everything: the newest release within a week.
    func createPlan() async throws -> PlanResource {
        let body = PlanBody(
            rule: "latest", scope: ScopeBody(everything: true), deadline: DeadlineBody(days: 7, at: "19:00"))
        return try await client.post(["plans"], body)
    }

    /// A plan that comes before the other one, whose deadline has passed everywhere.
    func createUrgentPlan(for devices: [String]) async throws -> PlanResource {
        let body = PlanBody(
            name: "due two days ago", rule: "latest", scope: ScopeBody(devices: devices),
            deadline: DeadlineBody(local: "\(LocalDateTime(utc: .present - .days(2)))"), priority: 10, now: true,
            because: "a flaw is being exploited")
        return try await client.post(["plans"], body)
    }

    func devices() async throws -> [DeviceResource] {
        let list: DeviceListResource = try await client.get(["devices"], ["limit": "1000"])
        return list.devices
    }
}
