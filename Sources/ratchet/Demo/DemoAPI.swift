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
    func waitUntilReady(_ server: some RunningServer, _ folder: DemoFolder) async throws {
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
}
