import FleetSimulator
import Foundation
import Orchestrator
import RatchetCore
import Storage

extension ApplianceInspector {
    /// The first thing that is not as it should be once the trouble is over; nil when all is well.
    func complaint(in world: ApplianceWorld) throws -> Violation? {
        let server = world.servers[0].server
        if let left = try leftWork(server) { return left }
        for machine in world.machines {
            let verdict = try server.read { try AdminAppliances.show(machine.name)(&$0, $1).summary.verdict }
            let newest = machine.appliance.shelf.packages.last { $0.kind == .product }?.version
            if machine.truth.runs.product != newest || verdict.answer != .yes {
                let runs = machine.truth.runs
                return Violation(
                    .appliancesEndCurrent,
                    "\(machine.name) runs base \(runs.base), product \(runs.product): \(verdict.reason.rawValue)")
            }
        }
        return nil
    }

    /// Work that should have been done. A call lasts as long as it lasts; nothing else is held for minutes.
    private func leftWork(_ server: SimulatedServer) throws -> Violation? {
        let late = (server.now - .minutes(10)).microseconds
        let row = try server.look { store in
            try store.run(
                """
                SELECT kind, subject FROM outbox WHERE due_at <= $1 AND (lease_until <= $1 OR kind <> 'driver-call')
                ORDER BY kind, subject
                """,
                [.int(late)])
        }.first
        guard let row else { return nil }
        return Violation(.workIsDone, "\(try row.text(0)) for \(try row.text(1)) is left lying")
    }
}
