import AdminAPI
import ArgumentParser
import FleetAudit
import FleetSimulator
import Foundation

extension FleetAuditor {
    /// Asks a server over its interface.
    init(fleet: SimulatedFleet, client: AdminClient) {
        self.init(fleet: fleet) { udid in
            do {
                return try await client.get(["devices", udid, "explanation"]) as ServerStatement
            } catch let failure as CommandFailure where failure.code == .notFound {
                return nil
            }
        }
    }

    /// The report; nil where Ctrl-C came first.
    func auditUntilStopped() async throws -> AuditReport? {
        try await withThrowingTaskGroup(of: AuditReport?.self) { group in
            group.addTask { try await audit() }
            group.addTask {
                await SimulateCommand.untilStopped()
                return nil
            }
            let report = try await group.next() ?? nil
            group.cancelAll()
            return report
        }
    }
}
