import AppleDDM
import AppleMDM
import Foundation
import Orchestrator
import RatchetCore
import Storage

extension Inspector {
    func lookAtEnforcements(
        _ row: DeviceSummary, _ known: inout KnownDevice, _ store: inout StoreTransaction
    ) throws {
        let rows = try store.run(
            "SELECT id, state, outcome, plan_id FROM enforcement WHERE device_id = $1 ORDER BY planned_at, id",
            [.text(row.id.text)])
        var open = 0
        for enforcement in rows {
            let id = try enforcement.text(0)
            let sight = EnforcementSight(
                state: try enforcement.text(1), outcome: try enforcement.optionalText(2), plan: try enforcement.text(3))
            if sight.state != "closed" { open += 1 }
            let before = known.enforcements[id]
            known.enforcements[id] = sight
            if before == sight { continue }
            changed(row.identifier, "enforcement \(id.suffix(6)) is \(sight.state) \(sight.outcome ?? "")")
            try lookAtChange(id, sight, before, row, known, &store)
        }
        if open > 1 { throw Violation(.oneOpenEnforcement, "\(row.identifier) has \(open) open enforcements") }
    }

    private func lookAtChange(
        _ id: String, _ sight: EnforcementSight, _ before: EnforcementSight?, _ row: DeviceSummary,
        _ known: KnownDevice,
        _ store: inout StoreTransaction
    ) throws {
        if before?.plan != sight.plan, cancelledPlans.contains(sight.plan) {
            throw Violation(
                .cancelledPlansEnd, "\(row.identifier) has a new enforcement of the cancelled plan \(sight.plan)")
        }
        guard before?.outcome != sight.outcome, let outcome = sight.outcome else { return }
        let all = try store.enforcements(of: row.id, limit: 100)
        guard let target = all.first(where: { $0.id.text == id })?.target else { return }
        if outcome == EnforcementOutcome.done.rawValue, !known.testimony.contains(where: { $0.proves(target) }) {
            throw Violation(.doneHasProof, "\(row.identifier) is done with \(target.name), and never said so")
        }
        let isWithdrawn = outcome == EnforcementOutcome.unavailable.rawValue
        let isSetBack =
            outcome == EnforcementOutcome.superseded.rawValue
            && all.contains {
                $0.state != .closed && $0.plan.text == sight.plan && $0.target.version < target.version
            }
        if isWithdrawn || isSetBack { try requireGone(target, row, &store) }
    }

    /// The target was taken away because it is not in the feed: then it was missed twice, long enough apart, or has expired.
    private func requireGone(_ target: Target, _ row: DeviceSummary, _ store: inout StoreTransaction) throws {
        guard let key = row.facts.feedKey else { return }
        let rows = try currentCatalog(&store).enforceableRows(for: key).filter {
            $0.release.version == target.version && $0.release.answers(target.build)
        }
        let today = server.now.utcDate
        if let present = rows.first(where: { !misses.isGone($0) && !$0.isExpired(on: today) }) {
            throw Violation(
                .oneMissWithdrawsNothing,
                "\(row.identifier) lost \(target.name), which was missed once at most: \(present.release.build)")
        }
    }
}

/// A message that was answered 200.
struct Testimony {
    let name: String
    let body: Data

    /// Messages that can say what a device runs.
    static func canCome(with name: String) -> Bool {
        name == "Authenticate" || name == "status" || name.hasPrefix("connect (Acknowledged")
    }

    func proves(_ target: Target) -> Bool {
        let (text, build) = claim
        if let version = text.flatMap(OSVersion.init) {
            if version > target.version { return true }
            if !target.isSecurityImprovement { return version == target.version }
        }
        return target.isSecurityImprovement && build != nil && build == target.build
    }

    /// What it says that the device runs: the version, and the build with its improvement.
    private var claim: (version: String?, build: String?) {
        if name.hasPrefix("connect") {
            let answers = (try? AppleMDM.DeviceReport(plist: body))?.queryResponses
            return (answers?.osVersion, answers?.supplementalBuildVersion)
        }
        switch try? CheckInMessage(plist: body) {
        case .authenticate(let message): return (message.osVersion, nil)
        case .declarativeManagement(let message):
            let status = message.data.flatMap { try? JSONValue(json: $0) }
            let system = status?["StatusItems"]?["device"]?["operating-system"]
            return (system?["version"]?.string, system?["supplemental"]?["build-version"]?.string)
        default: return (nil, nil)
        }
    }
}
