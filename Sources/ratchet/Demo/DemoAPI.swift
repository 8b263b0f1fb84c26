import AdminAPI
import Foundation

/// What the demo asks of its server, over the same interface as everybody.
struct DemoAPI {
    private let client: AdminClient

    init(port: Int) throws {
        guard let base = URL(string: "http://127.0.0.1:\(port)") else { throw DemoError("port \(port) is none") }
        client = AdminClient(base: base)
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

    /// A plan for everything: the newest release within a week. Returns what it is, in words.
    func createPlan() async throws -> String {
        let body = PlanBody(
            rule: "latest", scope: ScopeBody(everything: true), deadline: DeadlineBody(days: 7, at: "19:00"))
        let plan: PlanResource = try await client.post(["plans"], body)
        return "plan           \(plan.number): \(plan.name), for everything"
    }

    func devices() async throws -> [DeviceResource] {
        let list: DeviceListResource = try await client.get(["devices"], ["limit": "1000"])
        return list.devices
    }
}
