/// What is done about an appliance next. It follows from what is known, so a crash between any two lines leads to the same answer again.
public enum NextStep: Sendable, Equatable {
    /// Ask or tell the appliance something that may be repeated.
    case call(DriverVerb)
    /// Begin the next hop: all its gates are open.
    case beginHop
    /// The driver can't do this: a person has to, and signs it off.
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
        case .installing: return appliance.verbs.contains(.install) ? wait : verification
        case .restoring: return wait
        case .unanswered, .verifying: return verification
        case .waiting: return preparation
        case .planned, .stopped, .frozen, .done, .cancelled: return watch
        }
    }

    /// (D1) Nothing but reading, and the support bundle once.
    private var whileFrozen: NextStep {
        if let freeze = appliance.freeze, appliance.verbs.contains(.supportBundle),
            !appliance.supportBundle.isNewer(than: freeze.at),
            isDue(appliance.supportBundle, every: policy.pollInterval)
        {
            return .call(.supportBundle)
        }
        return watch
    }

    /// (D3) Version, then health, as often as is decent.
    private var verification: NextStep {
        guard let hop = upgrade.nextHop, let attempt = upgrade.attempt else { return wait }
        let (inventory, health) = (appliance.inventory, appliance.health)
        let poll = policy.pollInterval
        guard let good = inventory.good, good.at >= attempt.startedAt, hop.isReached(by: good.value) else {
            return asked(.inventory, notBefore: inventory.triedAt.map { $0 + poll })
        }
        // Asked after the version was seen, so that it is the new version's health.
        let asked = health.triedAt.flatMap { $0 >= good.at ? $0 + poll : nil }
        return self.asked(.health, notBefore: asked)
    }

    /// What the next hop still lacks that can be had by asking; else the hop itself.
    private var preparation: NextStep {
        let verdicts = HopGates.judge(self)
        let shut = Set(verdicts.reasonsShut)
        guard shut.isSubset(of: HopSituation.preparable), isNearEnough(shut) else { return watch }
        if shut.contains(.inventoryUnread) {
            return asked(.inventory, notBefore: retry(appliance.inventory))
        }
        if shut.contains(.healthUnread) {
            return asked(.health, notBefore: retry(appliance.health))
        }
        if !shut.isDisjoint(with: [.backupMissing, .backupStale, .backupFailed]) {
            return asked(.backup, notBefore: retry(appliance.backup))
        }
        if !shut.isDisjoint(with: [.exportMissing, .exportFailed]) {
            return asked(.exportCertificate, notBefore: retry(appliance.certificate))
        }
        if shut.contains(.notStaged) {
            return asked(.stage, notBefore: appliance.stagingTrouble.map { $0.at + policy.pollInterval })
        }
        guard shut.isEmpty else { return watch }
        return appliance.verbs.contains(.install) ? .beginHop : .checkpoint(.install)
    }

    /// Shut gates that Ratchet opens itself, by asking; the window opens by the clock.
    private static let preparable: Set<Reason> = [
        .inventoryUnread, .healthUnread, .backupMissing, .backupStale, .backupFailed, .exportMissing, .exportFailed,
        .notStaged, .windowShut,
    ]

    /// A backup taken days before the window would be stale in it.
    private func isNearEnough(_ shut: Set<Reason>) -> Bool {
        guard shut.contains(.windowShut) else { return true }
        guard case .shut(let next?, _) = window else { return false }
        return next - policy.preparationLead <= now
    }

    /// Reading what it runs and how it is, now and then.
    private var watch: NextStep {
        if appliance.verbs.contains(.inventory), isDue(appliance.inventory, every: policy.inventoryInterval) {
            return .call(.inventory)
        }
        if appliance.verbs.contains(.health), isDue(appliance.health, every: policy.inventoryInterval) {
            return .call(.health)
        }
        return wait
    }

    /// - Parameter notBefore: when it may be asked again; nil for at once.
    private func asked(_ verb: DriverVerb, notBefore: Instant?) -> NextStep {
        guard appliance.verbs.contains(verb) else { return .checkpoint(verb) }
        guard let notBefore, notBefore > now else { return .call(verb) }
        return .wait(until: notBefore)
    }

    /// A question whose last try failed is asked again after a while.
    private func retry<Value>(_ reading: Reading<Value>) -> Instant? {
        reading.trouble.map { $0.at + policy.pollInterval }
    }

    private func isDue<Value>(_ reading: Reading<Value>, every interval: Duration) -> Bool {
        reading.triedAt.map { $0 + interval <= now } ?? true
    }

    /// (G6) The turn has come, and nothing but a person's word or the window is in the way.
    public var isReadyForItsTurn: Bool {
        guard let hop = upgrade.nextHop, hop.isMajor, let turn = turn.turn, turn <= now else { return false }
        let allowed = HopSituation.preparable.union([.windowTooShort])
        return Set(HopGates.judge(self).reasonsShut).isSubset(of: allowed)
    }

    /// Until something can be different: a reading due, a soak, a window or a turn.
    private var wait: NextStep {
        var times = upgrade.dueTimes
        for reading in [appliance.inventory.triedAt, appliance.health.triedAt] {
            if let reading { times.append(reading + policy.inventoryInterval) }
        }
        if upgrade.state == .waiting {
            times += HopGates.judge(self).compactMap { $0.isOpen ? nil : $0.shut?.next?.by }
            if case .shut(let next?, _) = window { times.append(next - policy.preparationLead) }
        }
        return .wait(until: times.filter { $0 > now }.min())
    }
}
