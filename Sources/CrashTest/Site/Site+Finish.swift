import FleetAudit
import FleetSimulator
import Foundation
import LocalServer

extension Site {
    /// The end of every run: all devices settle, what is said of them is true, nothing is missing, and the server ends
    /// when it is asked to.
    func finish(_ server: ServerProcess) async throws -> Reader.Comparison {
        await settle()
        let audit = try await FleetAuditor(fleet: fleet) { udid in
            do {
                return try await admin.get("devices/\(udid)/explanation") as ServerStatement
            } catch let refused as AdminLine.Refused where refused.status == 404 {
                return nil
            }
        }.audit()
        witness.note(audit.disagreements.map { Loss(.untrue, $0.udid, "\($0.device): \($0.detail)") })
        let comparison = try await compareWhole()
        witness.note(
            fleet.progress().devices.filter { $0.alarms > 0 }.map { Loss(.answer, $0.udid, $0.lastAlarm ?? "") })
        server.stop()
        if let ending = server.ending, ending != .exited(0) {
            witness.note([Loss(.server, nil, "asked to end, it ended with \(ending)")])
        }
        return comparison
    }

    /// Everything, and that no event was left out of the stream: after a failure of the store it takes a while.
    private func compareWhole() async throws -> Reader.Comparison {
        var comparison = try await reader.compare()
        let unplaced = witness.histories.unplaced
        await Patience.wait(atMost: Site.patience) {
            let open = witness.histories.unplaced
            if !unplaced.contains(where: open.contains) { return true }
            guard let next = try? await reader.compare() else { return false }
            comparison = next
            return false
        }
        let open = witness.histories.unplaced
        witness.note(unplaced.filter(open.contains).map(\.loss))
        return comparison
    }

    private func settle() async {
        var settling = Settling(quiet: 3)
        let hasSettled = await Patience.wait(atMost: Site.patience) {
            settling.look(isSettled: fleet.isSettled(at: Date()), at: Date())
        }
        if hasSettled { return }
        let horizon = fleet.horizon(from: Date())
        let moving = fleet.progress().devices.filter { !$0.isSettled(before: horizon) }
        witness.note(moving.map { Loss(.unsettled, $0.udid, "\($0.name) is still \($0.truth.kind.rawValue)") })
    }
}
