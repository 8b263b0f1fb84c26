import Orchestrator
import Ports
import RatchetCore
import Storage

extension ApplianceSabotage: Saboteur {
    func settings(_ settings: Settings, _ step: ServerStep) -> Settings {
        var settings = settings
        if self == .forgetsTheSoak { settings.upgrades.soak = .zero }
        return settings
    }

    func answersBeforeCommit(_ step: ServerStep) -> Bool { false }

    func before(_ step: ServerStep, _ store: inout StoreTransaction, _ now: Instant) throws {
        if self == .failingStep, step == .settle(WorkKind.driverCall) { throw StoreError.corrupt("sabotage") }
        guard step.looks else { return }
        if self == .ignoresPauses { _ = try store.endStandstill() }
        for record in try store.appliances(after: 0, limit: 100) {
            if var record = changed(record, now), record.facts.inventory.good != nil {
                try believe(&record, &store, now)
                try store.saveAppliance(record)
            }
            guard let upgrade = try store.openUpgrade(of: record.id)?.upgrade else { continue }
            if let other = changed(upgrade, record, now) { try store.saveUpgrade(other) }
        }
    }

    func after(_ step: ServerStep, _ store: inout StoreTransaction, _ now: Instant) throws {
        switch self {
        case .mailsNothing: try store.run("DELETE FROM outbox WHERE kind = 'mail'")
        case .tellsAnotherStory: try store.run("UPDATE hop SET package = 'another' WHERE outcome = 'verified'")
        case .holdsForEver where step == .claim(WorkKind.appliance):
            try store.run(
                "UPDATE outbox SET lease_until = 4000000000000000, fence = fence + 1 WHERE kind = 'appliance'")
        case .basesComeEarly where step.isPerson, .beginsAgain, .thawsByItself, .goesOnAfterFailure:
            for record in try store.appliances(after: 0, limit: 100) { try disturb(record, &store) }
        default: break
        }
    }

    /// An answer on its way from an appliance.
    func distort(_ outcome: DriverOutcome, of machine: Machine) -> DriverOutcome {
        switch (self, outcome) {
        case (.neverReads, .answered(.inventory)): return .failed(reason: "sabotage")
        case (.installsWhatIsGreyed, .answered(.inventory(var inventory))):
            inventory.offered = inventory.offered.map { .init(id: $0.id, isBlocked: false) }
            return .answered(.inventory(inventory))
        case (.installsBeside, .answered(.inventory(var inventory))):
            inventory.activity = .idle
            return .answered(.inventory(inventory))
        case (.hearsNoAlarm, .answered(.health(var health))):
            (health.alarms, health.freeBytes) = ([], 99_000_000_000)
            return .answered(.health(health))
        default: return outcome
        }
    }

    func distort(_ verdict: Verdict) -> Verdict {
        var verdict = verdict
        if self == .givesNoWayOut { (verdict.causes, verdict.next) = ([], nil) }
        return verdict
    }
}

extension ApplianceSabotage {
    /// What is known of an appliance, as the saboteur has it; nil where that is nothing else.
    private func changed(_ record: ApplianceRecord, _ now: Instant) -> ApplianceRecord? {
        var record = record
        switch self {
        case .believesAnyBackup:
            // No newer than the health, which is asked after it.
            record.facts.backup.take(
                ApplianceBackup(reference: "x", sha256: "x", isVerified: true), at: record.facts.health.good?.at ?? now,
                ref: "sabotage")
        case .forgetsTheExport:
            let export = CertificateExport(reference: "x", fingerprint: "x", hasPrivateKey: true)
            record.facts.certificate.take(export, at: now, ref: "sabotage")
        case .ignoresTurns: (record.turn, record.contractUntil) = (CivilDate("2000-01-01"), CivilDate("2100-01-01"))
        case .believesInstallers: break
        default: return nil
        }
        return record
    }

    /// An upgrade as the saboteur has it; nil where that is nothing else.
    private func changed(_ upgrade: Upgrade, _ record: ApplianceRecord, _ now: Instant) -> Upgrade? {
        var (snapshot, upgrade) = (upgrade.snapshot, upgrade)
        switch self {
        case .ignoresPauses where upgrade.pause?.cause == .person:
            snapshot.pause = nil
            return Upgrade(restoring: snapshot)
        case .forgetsOverruns where upgrade.attempt?.windowEndsAt != nil:
            snapshot.attempt = upgrade.attempt.map {
                HopAttempt(
                    key: $0.key, package: $0.package, startedAt: $0.startedAt, silentAt: $0.silentAt, windowEndsAt: nil,
                    isByHand: $0.isByHand, trouble: $0.trouble)
            }
            return Upgrade(restoring: snapshot)
        case .approvesByItself
        where upgrade.approval?.key != upgrade.approvalKey || upgrade.approval?.by == upgrade.plannedBy:
            _ = upgrade.approve(by: "sabotage", at: now)
            return upgrade
        case .skipsTheTest where !upgrade.waivers.contains { $0.rule == .G5 }:
            _ = upgrade.waive(Waiver(.G5, reason: "none", by: "sabotage", at: now))
            return upgrade
        default: return nil
        }
    }

    /// (D3) Whoever is verified runs what it should and is well.
    private func believe(_ record: inout ApplianceRecord, _ store: inout StoreTransaction, _ now: Instant) throws {
        guard self == .believesInstallers, let upgrade = try store.openUpgrade(of: record.id)?.upgrade,
            upgrade.state == .verifying, let hop = upgrade.nextHop
        else { return }
        record.facts.inventory.take(ApplianceInventory(installed: hop.to), at: now, ref: "sabotage")
        record.facts.health.take(ApplianceHealth(), at: now, ref: "sabotage")
    }

    private func disturb(_ record: ApplianceRecord, _ store: inout StoreTransaction) throws {
        guard let upgrade = try store.openUpgrade(of: record.id)?.upgrade else { return }
        var (snapshot, record) = (upgrade.snapshot, record)
        switch (self, upgrade.state) {
        case (.beginsAgain, .unanswered), (.goesOnAfterFailure, .stopped), (.thawsByItself, .frozen):
            (snapshot.state, snapshot.attempt, record.facts.freeze) = (.waiting, nil, nil)
            try store.saveAppliance(record)
        case (.basesComeEarly, .planned):
            guard let graph = try store.graph(of: record.facts.product) else { return }
            snapshot.hops = early(upgrade.hops, graph)
        default: return
        }
        try store.saveUpgrade(Upgrade(restoring: snapshot))
    }

    /// The same packages, the bases first.
    private func early(_ hops: [PlannedHop], _ graph: ReleaseGraph) -> [PlannedHop] {
        guard var runs = hops.first?.from else { return hops }
        let sorted = hops.filter { $0.packageClass == .base } + hops.filter { $0.packageClass != .base }
        return sorted.compactMap { hop in
            guard let package = graph[hop.package] else { return nil }
            let planned = PlannedHop(package, from: runs)
            runs = planned.to
            return planned
        }
    }
}

extension ServerStep {
    /// An appliance may be looked at in it.
    fileprivate var looks: Bool {
        switch self {
        case .settle(WorkKind.appliance), .settle(WorkKind.driverCall), .begin, .person: true
        default: false
        }
    }

    fileprivate var isPerson: Bool { if case .person = self { true } else { false } }
}
