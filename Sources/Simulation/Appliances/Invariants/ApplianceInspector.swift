import FleetSimulator
import Foundation
import Orchestrator
import Ports
import RatchetCore
import Storage

/// Holds the invariants against the store, the drivers' calls and the appliances themselves, from outside.
final class ApplianceInspector {
    /// How far a server's clock may be off.
    static let clockLimit: Duration = .minutes(8)

    let policy: UpgradePolicy
    var seen: [Int: Sight] = [:]
    /// What left an appliance in answer to a call, by key: when, and whether it was well.
    var toldOf: [String: Date] = [:]
    var toldWell: [String: Bool] = [:]
    private var changes: [String] = []
    private var looks = 0
    /// Mails that were seen in the outbox.
    private var mails: Set<String> = []
    /// How often each appliance had each alarm mailed.
    var mailed: [String: [String: Int]] = [:]

    init(policy: UpgradePolicy) { self.policy = policy }

    /// What was seen of one appliance in the store.
    struct Sight {
        var upgrade: Upgrade?
        /// As the store keeps it.
        var document: String?
        var hops = 0
        /// Its frozen time began then, by the world's clock.
        var frozenAt: Instant?
        var failedAt: Instant?
        /// The attempt under way: its key, when it began by the world's clock, and when its window closes.
        var attempt: (key: String, package: String, began: Instant, windowEnds: Instant?)?
        /// Packages that were verified one after the other (G5).
        var runs: [[String]] = [[]]
        /// How often each alarm should have been mailed.
        var alarms: [String: Int] = [:]
    }

    /// What has changed since the last call, for the timeline.
    func takeChanges() -> [String] {
        defer { changes = [] }
        return changes
    }

    func changed(_ text: String) { changes.append(text) }

    /// After a step about an appliance.
    func look(at index: Int, in world: ApplianceWorld, _ server: SimulatedServer) throws {
        let machine = world.machines[index]
        var sight = seen[index] ?? Sight()
        guard let news = try server.look({ try $0.news(of: machine.id, since: sight) }) else {
            throw Violation(.noStepFails, "\(machine.name) is gone")
        }
        let upgrade = news.upgrade
        looks += 1
        let isNews = upgrade != sight.upgrade || looks.isMultiple(of: 8)
        try lookForMail(server)
        try lookAtPath(upgrade, before: sight.upgrade, machine)
        try lookAtHops(news.hops, &sight, upgrade, index, world)
        try lookAtState(upgrade, &sight, index, world, server)
        (sight.upgrade, sight.document) = (upgrade, news.document)
        seen[index] = sight
        try lookForAlarms(sight, machine)
        if isNews { try lookAtVerdict(machine, world, server) }
    }

    private func lookAtState(
        _ upgrade: Upgrade?, _ sight: inout Sight, _ index: Int, _ world: ApplianceWorld, _ server: SimulatedServer
    ) throws {
        let (name, before) = (world.machines[index].name, sight.upgrade)
        if upgrade?.state != before?.state || upgrade?.id != before?.id || upgrade?.done != before?.done, let upgrade {
            changed("\(name): \(upgrade.state.rawValue), \(upgrade.done) of \(upgrade.hops.count)")
        }
        if upgrade?.pause != before?.pause, let pause = upgrade?.pause {
            changed("\(name): paused (\(pause.cause.rawValue): \(pause.why))")
        }
        if let attempt = upgrade?.attempt, attempt.key != before?.attempt?.key, upgrade?.state == .installing {
            let ends = world.machines[index].timetable.flatMap { world.timetables[$0].openUntil(server.now) }
            sight.attempt = (attempt.key, attempt.package.text, world.now, ends)
            if attempt.isByHand, let upgrade { try hopBegins(upgrade, index, world, server) }
        }
        if upgrade?.attempt?.hasOverrun == true, before?.attempt?.hasOverrun != true || before?.id != upgrade?.id {
            sight.alarms["overrun", default: 0] += 1
        }
        if let unfroze = world.people.unfroze[index], let since = sight.frozenAt, unfroze >= since {
            sight.frozenAt = nil
        }
    }

    /// (G3) After a server has looked: a hop that its window has closed over is known to be one.
    func requireOverrunTold(_ index: Int, in world: ApplianceWorld, _ server: SimulatedServer) throws {
        guard let sight = seen[index], let attempt = sight.attempt, let upgrade = sight.upgrade,
            upgrade.state.isHopping,
            upgrade.attempt?.key == attempt.key, let ends = attempt.windowEnds, server.now >= ends
        else { return }
        if upgrade.attempt?.hasOverrun != true {
            throw Violation(
                .overrunTold, "\(world.machines[index].name) has overrun its window since \(ends), and nobody was told")
        }
    }

    private func lookAtVerdict(_ machine: Machine, _ world: ApplianceWorld, _ server: SimulatedServer) throws {
        let verdict: Verdict
        do {
            let judged = try server.read { try AdminAppliances.show(machine.name)(&$0, $1).summary.verdict }
            verdict = world.saboteur?.distort(judged) ?? judged
        } catch {
            throw Violation(.everyApplianceHasVerdict, "\(machine.name) has none: \(error)")
        }
        if verdict.answer != .yes, verdict.causes.isEmpty, verdict.next == nil {
            throw Violation(
                .everyApplianceHasVerdict, "\(machine.name) is \(verdict.reason.rawValue) without a way out")
        }
    }

    private func lookForMail(_ server: SimulatedServer) throws {
        let rows = try server.look { try $0.run("SELECT subject, body FROM outbox WHERE kind = 'mail'") }
        for row in rows where mails.insert(try row.text(0)).inserted {
            let letter = AlarmLetter(body: try row.text(1))
            mailed[letter.appliance, default: [:]][letter.fields["alarm"] ?? "-", default: 0] += 1
            changed("mail in the outbox: \(letter.simulationText)")
        }
    }

    private func lookForAlarms(_ sight: Sight, _ machine: Machine) throws {
        for (alarm, count) in sight.alarms.sorted(by: { $0.key < $1.key })
        where mailed[machine.name]?[alarm, default: 0] ?? 0 < count {
            throw Violation(.alarmsMailed, "nobody is told of \(alarm) at \(machine.name)")
        }
    }
}

extension ApplianceInspector {
    /// What left an appliance in answer to a call.
    func told(_ outcome: DriverOutcome, _ call: CallInHand, _ machine: Machine, at now: Instant) {
        toldOf[call.call.key] = now.date
        guard case .answered(.health(let health)) = outcome else { return }
        toldWell[call.call.key] = health.problems.isEmpty
    }

    /// A server has heard an answer.
    func heard(_ outcome: DriverOutcome?, _ call: CallInHand, _ index: Int, in world: ApplianceWorld) {
        guard let outcome, case .answered(let answer) = outcome, let date = toldOf[call.call.key] else { return }
        let told = Instant(date)
        switch answer {
        case .inventory: world.machines[index].truth.isHeard(at: told)
        case .health:
            world.machines[index].truth.healthHeard = told
            if toldWell[call.call.key] == true { world.machines[index].truth.wellHeard = told }
        default: break
        }
    }
}

/// What there is about an appliance that was not there before.
private struct ApplianceNews {
    let upgrade: Upgrade?
    let document: String?
    /// Hops that have ended since, oldest first.
    let hops: [HopRecord]
}

extension StoreTransaction {
    /// Nil where there is no such appliance. What has not changed is not read again: most steps change neither.
    fileprivate func news(of id: ApplianceID, since sight: ApplianceInspector.Sight) throws -> ApplianceNews? {
        let row = try run(
            """
            SELECT (SELECT COUNT(*) FROM hop WHERE appliance_id = $1),
                (SELECT document FROM upgrade WHERE appliance_id = $1 ORDER BY number DESC LIMIT 1)
            FROM appliance WHERE id = $1
            """, [.text(id.text)]
        ).first
        guard let row else { return nil }
        let (new, document) = (Int(try row.int(0)) - sight.hops, try row.optionalText(1))
        return ApplianceNews(
            upgrade: document == sight.document ? sight.upgrade : try upgrades(of: id, limit: 1).first?.upgrade,
            document: document, hops: new > 0 ? try hops(of: id, limit: new).reversed() : [])
    }
}
