/// What is done about an appliance next. It follows from what is known, so a crash between any two lines leads to the same answer again.
public enum NextStep: Sendable, Equatable {
    /// Ask or tell the appliance something that may be repeated.
    case call(DriverVerb)
    /// Begin the next hop: all its gates are open.
    case beginHop
    /// The driver can't do this: a person has to, and signs it off. Where it is `install`, all gates are open, and the hop is begun with the
    /// checkpoint, by hand.
    case checkpoint(DriverVerb)
    /// Nothing until then, or until something is heard; nil for the latter alone.
    case wait(until: Instant?)
}

extension HopSituation {
    /// What is done next for the appliance's upgrade.
    public var next: NextStep {
        if appliance.freeze != nil { return whileFrozen }
        switch upgrade.state {
        // The call under way answers, or its time runs out.
        case .installing where upgrade.isCallUnderWay: return wait
        case .restoring: return wait
        case .installing, .unanswered, .verifying: return verification
        case .waiting: return appliance.snapshotDue.map { .call($0) } ?? preparation
        case .planned, .stopped, .frozen, .done, .cancelled: return watch
        }
    }

    /// (D1) Nothing but reading, and the support bundle once.
    private var whileFrozen: NextStep {
        if let due = supportBundleDueAt, due <= now { return .call(.supportBundle) }
        return watch
    }

    /// When the support bundle is to be asked for; nil once it is there, and where the driver has none.
    private var supportBundleDueAt: Instant? {
        guard let freeze = appliance.freeze, appliance.verbs.contains(.supportBundle),
            !appliance.supportBundle.isNewer(than: freeze.at)
        else { return nil }
        guard let trouble = appliance.supportBundle.trouble, trouble.at >= freeze.at else { return freeze.at }
        return trouble.at + policy.inventoryInterval
    }

    /// (D3) In rounds, as often as is decent: what it runs, and if that is what is wanted, how it is. A round that proved nothing is
    /// followed by another from its beginning, for what restarts can also fall back.
    private var verification: NextStep {
        guard let hop = upgrade.nextHop, let attempt = upgrade.attempt else { return wait }
        let (inventory, health) = (appliance.inventory, appliance.health)
        guard inventory.trouble == nil, let seen = inventory.proof(of: hop, since: attempt.startedAt) else {
            return asked(.inventory, notBefore: inventory.triedAt.map { $0 + policy.pollInterval })
        }
        guard let askedAt = health.triedAt, askedAt >= seen.at else { return asked(.health, notBefore: nil) }
        return asked(.inventory, notBefore: askedAt + policy.pollInterval)
    }

    /// What the next hop still lacks that can be had by asking; else the hop itself.
    private var preparation: NextStep {
        guard let hop = upgrade.nextHop else { return watch }
        let shut = Set(HopGates.judge(self).reasonsShut)
        guard shut.isSubset(of: HopSituation.preparable), isNearEnough(shut) else { return watch }
        if shut.contains(.inventoryUnread) { return again(.inventory, appliance.inventory) }
        // An appliance that is not well is not worked on. Who has to be asked by hand is asked once, at the end.
        if shut.contains(.healthUnread), !hasFreshHealth, appliance.verbs.contains(.health) {
            return again(.health, appliance.health)
        }
        if !shut.isDisjoint(with: [.backupMissing, .backupStale, .backupFailed]) {
            return again(.backup, appliance.backup, after: appliance.backup.trouble)
        }
        // Taking it costs the appliance something, so that it is not tried at every poll.
        if shut.contains(.backupUnverified) { return again(.backup, appliance.backup, after: policy.inventoryInterval) }
        if !shut.isDisjoint(with: [.exportMissing, .exportFailed]) {
            return again(.exportCertificate, appliance.certificate, after: appliance.certificate.trouble)
        }
        if shut.contains(.exportKeyless) {
            return again(.exportCertificate, appliance.certificate, after: policy.inventoryInterval)
        }
        if !shut.isDisjoint(with: [.notStaged, .stageFailed]) {
            return asked(.stage, notBefore: appliance.stagingTrouble?.retryAt(policy))
        }
        // Somebody may put the file right.
        if shut.contains(.digestMismatch), let staged = appliance.staged[hop.package] {
            return asked(.stage, notBefore: staged.at + policy.inventoryInterval)
        }
        guard shut.isSubset(of: [.healthUnread]) else { return watch }
        guard shut.isEmpty else { return healthAtLast }
        return appliance.verbs.contains(.install) ? .beginHop : .checkpoint(.install)
    }

    /// (G7) Everything else is open: how it is now.
    private var healthAtLast: NextStep {
        let (triedAt, waitedUntil) = (appliance.health.triedAt, waitedUntil)
        guard let triedAt, let waitedUntil, triedAt < waitedUntil else { return again(.health, appliance.health) }
        return asked(.health, notBefore: nil)
    }

    /// Shut gates that Ratchet opens itself, by asking; the window opens by the clock.
    private static let preparable: Set<Reason> = [
        .inventoryUnread, .healthUnread, .backupMissing, .backupStale, .backupFailed, .backupUnverified, .exportMissing,
        .exportFailed, .exportKeyless, .notStaged, .stageFailed, .digestMismatch, .windowShut,
    ]

    /// A backup taken days before the window would be stale in it.
    private func isNearEnough(_ shut: Set<Reason>) -> Bool {
        guard shut.contains(.windowShut) else { return true }
        guard case .shut(let next?, _) = window else { return false }
        return next - policy.preparationLead <= now
    }

    /// Reading what it runs and how it is, now and then.
    private var watch: NextStep {
        appliance.readingDue(policy, at: now).map { .call($0) } ?? wait
    }

    /// What was asked and did not do, for whatever reason, is asked again after a while and never at once.
    private func again<Value>(_ verb: DriverVerb, _ reading: Reading<Value>, after pause: Duration? = nil) -> NextStep {
        asked(verb, notBefore: reading.triedAt.map { $0 + (pause ?? policy.pollInterval) })
    }

    /// What failed is tried more and more seldom: it costs the appliance something.
    private func again<Value>(
        _ verb: DriverVerb, _ reading: Reading<Value>, after trouble: ReadingTrouble?
    ) -> NextStep {
        guard let trouble else { return again(verb, reading) }
        return asked(verb, notBefore: trouble.retryAt(policy))
    }

    /// - Parameter notBefore: when it may be asked again; nil for at once.
    private func asked(_ verb: DriverVerb, notBefore: Instant?) -> NextStep {
        guard appliance.verbs.contains(verb) else { return .checkpoint(verb) }
        guard let notBefore, notBefore > now else { return .call(verb) }
        return .wait(until: earliest(upgrade.dueTimes + [notBefore]))
    }

    /// (G6) The turn that has come, where nothing but what Ratchet does itself or the window is in the way.
    public var turnToTell: Instant? {
        guard let hop = upgrade.nextHop, hop.isMajor, let turn = turn.turn, turn <= now else { return nil }
        let allowed = HopSituation.preparable.subtracting([.digestMismatch]).union([.windowTooShort])
        return Set(HopGates.judge(self).reasonsShut).isSubset(of: allowed) ? turn : nil
    }

    /// Until something can be different: a reading due, a soak, a window or a turn.
    private var wait: NextStep {
        var times = upgrade.dueTimes
        let readings = [appliance.inventory.triedAt, appliance.health.triedAt]
        times += readings.compactMap { $0 }.map { $0 + policy.inventoryInterval }
        if let due = appliance.lookAtDriverDue(policy) { times.append(due) }
        if let supportBundleDueAt { times.append(supportBundleDueAt) }
        if upgrade.state == .waiting {
            times += HopGates.judge(self).compactMap { $0.isOpen ? nil : $0.shut?.next }
                .filter { ![.readInventory, .readHealth].contains($0.event) }.compactMap(\.by)
            if case .shut(let next?, _) = window { times.append(next - policy.preparationLead) }
        }
        return .wait(until: earliest(times))
    }

    private func earliest(_ times: [Instant]) -> Instant? { times.filter { $0 > now }.min() }
}
