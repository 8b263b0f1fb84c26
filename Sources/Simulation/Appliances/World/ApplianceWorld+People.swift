import FleetSimulator
import Foundation
import Orchestrator
import RatchetCore
import Storage

/// People: they read what the server says of an appliance, and do something about it, the right thing or another.
extension ApplianceWorld {
    /// What a person has a server do; nil where none is up, and where it is refused.
    @discardableResult
    func asPerson<Reply: Sendable>(_ who: String, _ what: String, _ step: AdminStep<Reply>) throws -> Reply? {
        let up = servers.indices.filter { servers[$0].server.isUp }
        guard !up.isEmpty else {
            note(who, "does not reach a server")
            return nil
        }
        note(who, what)
        people.refusal = nil
        do {
            return try servers[random.pick(up)].server.step(.person(what), by: who, step)
        } catch let problem as AdminProblem {
            note(who, "is refused: \(problem.code)")
            people.refusal = problem.code
            return nil
        }
    }

    func comeBy(_ index: Int) throws {
        agenda.add(.attend(index), at: now + random.duration(.minutes(20), isCalm ? .hours(3) : .hours(8)))
        try attend(index)
    }

    /// Somebody looks after an appliance: reads the verdict and follows its way out, more or less.
    func attend(_ index: Int) throws {
        guard let server = servers.first(where: { $0.server.isUp })?.server else { return }
        let details = try server.read { try AdminAppliances.show(self.machines[index].name)(&$0, $1) }
        for checkpoint in details.checkpoints where isCalm || random.happens(700) { try sign(checkpoint, index) }
        if isCalm || random.happens(850) {
            try follow(details, index)
        } else {
            try meddle(index, details.open)
        }
        try lookAt(machines[index].id.text, server, hasLooked: false)
        for seat in servers.indices where !isCalm { _ = crashes(seat, "after somebody was there") }
    }

    private func follow(_ details: ApplianceDetails, _ index: Int) throws {
        let upgrade = details.open
        switch details.summary.verdict.reason {
        case .noUpgrade: try plan(index)
        case .upgradePlanned:
            if let upgrade { try approve(upgrade, by: random.happens(800) ? "ben" : "ann", index) }
            try start(index)
        case .approvalMissing, .approvalLapsed: if let upgrade { try approve(upgrade, by: "ben", index) }
        case .upgradePaused, .changedByOthers: try resume(index)
        // Another path is another upgrade.
        case .noPath: try cancel(index)
        case .packageBlocked, .packageGone: try correctGraph(index)
        case .unknownInventory, .inventoryUnread, .healthUnread: try takeSnapshot(index)
        case .hopFailed: try recover(index)
        case .applianceFrozen: try unfreeze(index)
        case .turnNotSet: try setTurn(index)
        case .contractMissing: try renew(index)
        case .noWindow: try openWide(index)
        case .healthBad: mend(index)
        case .testRunMissing, .testRunUnprovable: if let upgrade { try proveOrWaive(upgrade, index) }
        case .allPaused: if random.happens(isCalm ? 1000 : 400) { try endStandstill() }
        case .windowShut, .windowTooShort: if isCalm, random.happens(200) { try openWide(index) }
        default: break
        }
    }

    /// Something that nobody needed.
    private func meddle(_ index: Int, _ upgrade: Upgrade?) throws {
        let name = machines[index].name
        switch Int.random(in: 0..<7, using: &random) {
        case 0:
            let paused = try asPerson("kim", "pauses \(name)", AdminUpgrades.pause(name, because: "not now"))
            if let upgrade = paused?.open { people.paused.insert(upgrade.id) }
        case 1: try cancel(index)
        case 2, 3: if let upgrade { try waive(random.pick([.G2, .G5, .S1]), upgrade, index) }
        case 4: try resume(index)
        case 5: try takeSnapshot(index)
        default:
            machines[index].appliance.changeConfiguration(at: now.date)
            machines[index].truth.changes.append(now)
            note("admin", "changes settings of \(name)")
        }
    }

    private func plan(_ index: Int) throws {
        let name = machines[index].name
        let planned = try asPerson("ann", "plans \(name)", AdminUpgrades.plan(name, UpgradeRequest()))
        guard let upgrade = planned?.open else { return }
        people.planners[upgrade.id] = "ann"
        note("ann", "path: \(upgrade.hops.map(\.package.text).joined(separator: ", "))")
    }

    private func approve(_ upgrade: Upgrade, by person: String, _ index: Int) throws {
        let name = machines[index].name
        guard try asPerson(person, "approves \(name)", AdminUpgrades.approve(name)) != nil else { return }
        people.approvals[upgrade.id, default: []].append(.init(by: person, packages: upgrade.hops.map(\.package.text)))
    }

    private func start(_ index: Int) throws {
        let name = machines[index].name
        let started = try asPerson("kim", "starts the upgrade of \(name)", AdminUpgrades.start(name))
        if started != nil { people.wentOn[index] = now }
        // What was planned before somebody corrected the graph leads nowhere any more.
        if people.refusal == "package-blocked" { try correctGraph(index) }
    }

    private func resume(_ index: Int) throws {
        let name = machines[index].name
        guard let resumed = try asPerson("kim", "resumes \(name)", AdminUpgrades.resume(name)) else {
            // No way leads on to what was wanted: another upgrade.
            return isCalm ? try cancel(index) : ()
        }
        people.wentOn[index] = now
        if let upgrade = resumed.open { people.paused.remove(upgrade.id) }
    }

    private func cancel(_ index: Int) throws {
        try asPerson("kim", "cancels \(machines[index].name)", AdminUpgrades.cancel(machines[index].name))
    }

    private func takeSnapshot(_ index: Int) throws {
        let name = machines[index].name
        try asPerson("kim", "has a snapshot taken of \(name)", AdminAppliances.snapshot(name, SnapshotRequest()))
    }

    /// After a failed product hop: mend what is wrong, then go on, or put the backup back, or give up.
    private func recover(_ index: Int) throws {
        mend(index)
        let name = machines[index].name
        switch Int.random(in: 0..<10, using: &random) {
        case 0:
            let step = AdminUpgrades.restore(name, because: "it does not work any more")
            if try asPerson("ben", "has the backup of \(name) put back", step) != nil { people.wentOn[index] = now }
        case 1: try cancel(index)
        default: try resume(index)
        }
    }

    /// Somebody calls the vendor; the next time the appliance is mended, and may be touched again.
    private func unfreeze(_ index: Int) throws {
        let name = machines[index].name
        guard let called = people.mending[index] else {
            people.mending[index] = now
            return note("kim", "calls the vendor about \(name)")
        }
        guard now.since(called) > .minutes(30) else { return }
        mend(index)
        let step = AdminUpgrades.unfreeze(name, because: "the vendor has mended it")
        guard try asPerson("ben", "unfreezes \(name)", step) != nil else { return }
        (people.mending[index], people.unfroze[index]) = (nil, now)
    }

    private func mend(_ index: Int) {
        machines[index].appliance.mend(at: now.date)
        machines[index].appliance.alarms = []
        machines[index].appliance.freeBytes = 90_000_000_000
        machines[index].note(now)
        note("kim", "mends \(machines[index].name)")
    }

    /// (G5) The test appliance goes first, unless it can't any more.
    private func proveOrWaive(_ upgrade: Upgrade, _ index: Int) throws {
        let line = machines[index].line
        let test = machines.first { $0.line == line && $0.role == .test }
        let open = try servers[0].server.look { store in try test.flatMap { try store.openUpgrade(of: $0.id) } }
        if open == nil, random.happens(isCalm ? 500 : 100) { try waive(.G5, upgrade, index) }
    }

    private func waive(_ rule: Rule, _ upgrade: Upgrade, _ index: Int) throws {
        let name = machines[index].name
        let step = AdminUpgrades.waive(name, rule: rule.rawValue, because: "I answer for it")
        guard try asPerson("ben", "waives \(rule.rawValue) for \(name)", step) != nil else { return }
        people.waivers[upgrade.id, default: []].insert(rule)
    }
}

/// What people enter and write.
extension ApplianceWorld {
    private func setTurn(_ index: Int) throws {
        let name = machines[index].name
        let turn = LocalDateTime(utc: now).date.adding(days: Int.random(in: 0...2, using: &random))
        let step = AdminAppliances.setTurn(name, on: turn.description)
        if try asPerson("ann", "sets the turn of \(name): \(turn)", step) != nil { machines[index].turn = turn }
    }

    private func renew(_ index: Int) throws {
        let name = machines[index].name
        let until = LocalDateTime(utc: now).date.adding(days: 60)
        let step = AdminAppliances.setContract(name, from: nil, until: until.description)
        let renewed = try asPerson("ann", "renews the contract of \(name)", step)
        if renewed != nil { machines[index].contractUntil = until }
    }

    private func openWide(_ index: Int) throws {
        guard let timetable = machines[index].timetable else { return }
        var wide = timetables[timetable]
        wide.openWide(from: now)
        try publish(wide, at: timetable)
    }

    func importGraph(_ line: Int) throws {
        let graph = try landscape.lines[line].graph(forgetful: saboteur == .forgetsWhatComesFirst)
        try asPerson("ann", "imports the packages of \(graph.product)", AdminPackages.importGraph(graph))
    }

    /// The vendor has forgotten to publish what a package needs; the appliance says so, and somebody writes it down.
    private func correctGraph(_ index: Int) throws {
        let line = machines[index].line
        landscape.lines[line].hidden = []
        for other in machines.indices where machines[other].line == line { machines[other].hidden = [] }
        try importGraph(line)
        try cancel(index)
    }

    /// A person does by hand what the driver can't, and says so.
    private func sign(_ record: CheckpointView, _ index: Int) throws {
        let (checkpoint, name) = (record.checkpoint, machines[index].name)
        var request = SignRequest(note: "done by hand")
        switch checkpoint.verb {
        case .install:
            guard let package = checkpoint.package else { return }
            if random.happens(900) {
                machines[index].appliance.installByHand(package.text, at: now.date)
                machines[index].note(now)
            } else if random.happens(300) {
                request.failed = "it could not be unpacked"
            }
        case .backup:
            machines[index].truth.backups.append(now)
            (request.reference, request.sha256, request.isVerified) = ("safe", String(repeating: "a", count: 64), true)
        case .exportCertificate:
            machines[index].truth.exports.append(now)
            (request.reference, request.fingerprint) = ("safe", String(repeating: "b", count: 64))
            request.hasPrivateKey = true
        case .supportBundle: request.reference = "safe"
        case .inventory, .health, .stage, .restore: break
        }
        let step = AdminCheckpoints.sign("\(record.number)", request)
        try asPerson("kim", "signs off \(checkpoint.verb.rawValue) of \(name)", step)
    }
}

extension ApplianceDetails {
    /// The upgrade that is open.
    fileprivate var open: Upgrade? { summary.upgrade.flatMap { $0.upgrade.state.isOpen ? $0.upgrade : nil } }
}
