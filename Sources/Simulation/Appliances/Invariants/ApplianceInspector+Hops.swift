import FleetSimulator
import Foundation
import Orchestrator
import Ports
import RatchetCore
import Storage

/// Paths, and hops that have ended.
extension ApplianceInspector {
    /// (P1, P5) A path that was not there before.
    func lookAtPath(_ upgrade: Upgrade?, before: Upgrade?, _ machine: Machine) throws {
        guard let upgrade, upgrade.state.isOpen, upgrade.hops != before?.hops || upgrade.id != before?.id else {
            return
        }
        let hops = Array(upgrade.hopsToDo)
        guard let first = hops.first else { return }
        var runs = Machine.Truth.Versions(base: first.from.base?.text ?? "-", product: first.from.product?.text ?? "-")
        for (place, hop) in hops.enumerated() {
            guard let package = machine.package(hop.package.text) else { continue }
            if let refusal = machine.published(package, on: runs) {
                throw Violation(.pathInOrder, "\(machine.name) is to install \(package.id), which \(refusal)")
            }
            if package.kind == .base, let next = hops[(place + 1)...].first(where: { $0.packageClass == .product }),
                let after = machine.package(next.package.text),
                machine.published(after, on: runs)?.contains("base") != true
            {
                throw Violation(.baseRightBefore, "\(package.id) stands before \(after.id), which does not need it")
            }
            runs =
                package.kind == .base
                ? .init(base: package.version, product: runs.product) : .init(base: runs.base, product: package.version)
        }
    }

    /// Hops that have ended since.
    func lookAtHops(
        _ rows: [HopRecord], _ sight: inout Sight, _ upgrade: Upgrade?, _ index: Int, _ world: ApplianceWorld
    ) throws {
        for row in rows {
            let what = row.package?.text ?? "\(row.before.words) to \(row.after.words)"
            changed("\(world.machines[index].name): \(what) \(row.outcome.rawValue) \(row.reason ?? "")")
            switch row.outcome {
            case .verified: try requireProof(row, &sight, world.machines[index])
            case .failed: try noteFailure(row, &sight, index, world)
            case .restored: try requireRestore(row, &sight, world.machines[index])
            case .observed:
                sight.runs.append([])
                let state = sight.upgrade?.state
                if state?.isHopping != true, state != .frozen, state != .restoring {
                    sight.alarms["changed-by-others", default: 0] += 1
                }
            }
        }
        sight.hops += rows.count
    }

    /// (D2) What a restoring has brought back was ordered by a person, and is what the appliance runs.
    private func requireRestore(_ row: HopRecord, _ sight: inout Sight, _ machine: Machine) throws {
        sight.runs.append([])
        guard row.upgrade != nil, let state = sight.upgrade?.state, state == .restoring || state == .stopped,
            let read = machine.truth.inventoryHeard
        else { throw Violation(.storyMatchesWitness, "\(machine.name) is told as restored, and nobody ordered that") }
        let runs = machine.truth.runs(at: read)
        guard runs.base == row.after.base?.text, runs.product == row.after.product?.text else {
            throw Violation(
                .storyMatchesWitness,
                "\(machine.name) is told as restored to \(row.after.words), and it ran base \(runs.base), product "
                    + runs.product)
        }
    }

    /// (D3)
    private func requireProof(_ row: HopRecord, _ sight: inout Sight, _ machine: Machine) throws {
        try requireAttempt(row, sight, machine)
        let truth = machine.truth
        let name = "\(machine.name): \(row.package?.text ?? "-")"
        guard let read = truth.inventoryHeard, let attempt = sight.attempt, read >= attempt.began else {
            throw Violation(.verifiedHasProof, "\(name) is verified, and the appliance was not asked since it began")
        }
        let runs = truth.runs(at: read)
        guard runs.base == row.after.base?.text, runs.product == row.after.product?.text else {
            throw Violation(
                .verifiedHasProof, "\(name) is verified, and it ran base \(runs.base), product \(runs.product)")
        }
        guard let well = truth.wellHeard, well >= read else {
            throw Violation(.verifiedHasProof, "\(name) is verified, and it did not say that it is well since")
        }
        sight.attempt = nil
        sight.runs[sight.runs.count - 1].append(row.package?.text ?? "-")
    }

    private func noteFailure(_ row: HopRecord, _ sight: inout Sight, _ index: Int, _ world: ApplianceWorld) throws {
        try requireAttempt(row, sight, world.machines[index])
        sight.attempt = nil
        sight.runs.append([])
        sight.failedAt = world.now
        if row.packageClass == .base {
            sight.frozenAt = world.now
            sight.alarms["do-not-restart", default: 0] += 1
        } else {
            sight.alarms["hop-failed", default: 0] += 1
        }
    }

    private func requireAttempt(_ row: HopRecord, _ sight: Sight, _ machine: Machine) throws {
        guard let attempt = sight.attempt, attempt.package == row.package?.text else {
            throw Violation(
                .storyMatchesWitness,
                "\(machine.name): \(row.package?.text ?? "-") is recorded, \(sight.attempt?.package ?? "nothing") was begun"
            )
        }
    }
}
