import Foundation
import RatchetCore

/// The moment in which a hop begins, and what must be true then.
struct HopScene {
    let machine: Machine
    let hop: PlannedHop
    let upgrade: Upgrade
    /// The world's time.
    let now: Instant
    /// What the server's clock shows.
    let clock: Instant
    /// By how much the servers' clocks have differed so far.
    let slack: Duration
    let policy: UpgradePolicy

    private var truth: Machine.Truth { machine.truth }
    private var title: String { "\(machine.name) begins \(hop.package)" }

    /// (G1)
    func requireBackup() throws {
        let versions = truth.told.dropFirst().map(\.from)
        let settings = truth.changes.filter { $0 <= truth.healthHeard ?? machine.adoptedAt }
        let newest = (versions + settings).max()
        guard let backup = truth.backups.max(), backup >= now - policy.backupAge - slack else {
            throw Violation(.backupFirst, "\(title) without a fresh backup")
        }
        if let newest, newest > backup + slack {
            throw Violation(.backupFirst, "\(title) with a backup of \(backup), and it was changed at \(newest)")
        }
    }

    /// (G2)
    func requireExport(_ people: PeopleDesk) throws {
        if people.waivers[upgrade.id]?.contains(.G2) == true { return }
        guard let export = truth.exports.max(), export >= now - policy.exportAge - slack else {
            throw Violation(.exportFirst, "\(title) without a kept certificate")
        }
    }

    /// (G7)
    func requireHealth() throws {
        guard let well = truth.wellHeard, well >= now - policy.readingAge - slack, truth.healthHeard == well else {
            throw Violation(.healthFirst, "\(title), and it has not just said that it is well")
        }
    }

    /// (S1)
    func requireSoak(_ people: PeopleDesk) throws {
        guard hop.packageClass == .product, people.waivers[upgrade.id]?.contains(.S1) != true else { return }
        var changed = machine.adoptedAt
        for (older, newer) in zip(truth.told, truth.told.dropFirst()) where older.runs.product != newer.runs.product {
            changed = newer.from
        }
        if now < changed + policy.soak - slack {
            throw Violation(.soakKept, "\(title), and its product changed at \(changed)")
        }
    }

    /// (G3)
    func requireWindow(_ needed: Duration, _ timetable: Timetable?) throws {
        guard let ends = timetable?.openUntil(clock) else {
            throw Violation(.insideWindow, "\(title) at \(clock), while \(timetable?.words ?? "no calendar") is shut")
        }
        if ends.since(clock) < needed {
            throw Violation(
                .insideWindow, "\(title) \(ends.since(clock)) before the window closes, and needs \(needed)")
        }
    }

    /// (G4)
    func requireApproval(_ people: PeopleDesk) throws {
        guard policy.needsSecondPerson, machine.role == .production else { return }
        let packages = upgrade.hops.map(\.package.text)
        let isApproved = people.approvals[upgrade.id, default: []].contains {
            $0.packages == packages && $0.by != people.planners[upgrade.id]
        }
        if !isApproved { throw Violation(.secondPerson, "\(title), and nobody else has approved the path") }
    }

    /// (G5)
    func requireTest(_ runs: [[String]], _ people: PeopleDesk) throws {
        guard machine.role == .production, people.waivers[upgrade.id]?.contains(.G5) != true else { return }
        let wanted = upgrade.hopsToDo.map(\.package.text)
        if !runs.contains(where: { $0.contains(wanted) }) {
            throw Violation(.testedFirst, "\(title), and no test appliance has gone \(wanted.joined(separator: ", "))")
        }
    }

    /// (G6)
    func requireTurn(_ zone: String?) throws {
        guard hop.packageClass == .product, let after = hop.to.product, let before = hop.from.product,
            after.major != before.major
        else { return }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone.flatMap { TimeZone(identifier: $0) } ?? .gmt
        let parts = calendar.dateComponents([.year, .month, .day], from: clock.date)
        guard let today = CivilDate(year: parts.year ?? 0, month: parts.month ?? 0, day: parts.day ?? 0) else { return }
        guard let turn = machine.turn, turn <= today else {
            throw Violation(.turnAndContract, "\(title) before its turn")
        }
        guard let until = machine.contractUntil, today <= until else {
            throw Violation(.turnAndContract, "\(title) without a contract")
        }
    }

    func requireNoPause(_ people: PeopleDesk) throws {
        if people.isStandstill { throw Violation(.pausedStartsNothing, "\(title) while everything is paused") }
        if people.paused.contains(upgrade.id) { throw Violation(.pausedStartsNothing, "\(title) while it is paused") }
    }
}

extension Array where Element == String {
    /// Whether the others stand in it, without anything between.
    fileprivate func contains(_ run: [String]) -> Bool {
        run.isEmpty || indices.contains { Array(self[$0...].prefix(run.count)) == run }
    }
}
