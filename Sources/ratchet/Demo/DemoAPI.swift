import AdminAPI
import Foundation
import LocalServer
import RatchetCore

/// What the demo asks of its server, over the same interface as everybody.
struct DemoAPI {
    let client: AdminClient

    init(port: Int, _ folder: DemoFolder) throws {
        guard let base = URL(string: "http://127.0.0.1:\(port)") else { throw DemoError("port \(port) is none") }
        client = AdminClient(base: base, credentials: Credentials(data: folder.data))
    }

    /// - Throws: `DemoError` when the server ended before it answered.
    func waitUntilReady(_ server: ServerProcess, _ folder: DemoFolder) async throws {
        while true {
            do {
                let _: StatusResource = try await client.get(["status"])
                return
            } catch {
                guard server.isRunning else {
                    throw DemoError("the server did not start; see \(folder.serverLog.path)")
                }
                try await Task.sleep(for: .milliseconds(100))
            }
        }
    }

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
