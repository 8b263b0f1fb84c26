/// (G7) The appliance is well, and said so just now: before each hop, not only the first.
public struct HealthGate: HopGate {
    public let rule: Rule? = .G7
    public init() {}

    public func judge(_ situation: HopSituation, _ hop: PlannedHop) -> Verdict? {
        let health = situation.appliance.health
        // What it last complained of stands until it says otherwise, however long ago that was.
        let problems = (health.good?.value.problems ?? []) + (situation.appliance.inventory.good?.value.busyWords ?? [])
        if let good = health.good, !problems.isEmpty {
            return Verdict(
                .no, .healthBad, since: good.at, evidence: [Evidence(.health, at: good.at, ref: good.ref)],
                details: ["problems": problems.joined(separator: "; ")])
        }
        guard !situation.hasFreshHealth || !situation.hasHealthSinceWait else { return nil }
        return Verdict(
            .notYet, .healthUnread, since: health.good?.at,
            next: Expectation(.readHealth, by: situation.now + situation.policy.pollInterval), details: health.words)
    }
}

extension HopSituation {
    /// Whether it said how it is not long ago.
    var hasFreshHealth: Bool { appliance.health.isNewer(than: now - policy.readingAge) }

    /// (G7) Whether it has said so since everything that the hop has waited for and that takes its time: the hop before, whose verification
    /// proves nothing for this one, the soak, and the backup.
    var hasHealthSinceWait: Bool {
        guard let good = appliance.health.good else { return false }
        // The verification's own answer is as old as the end of its hop.
        if let changed = appliance.changedAt, changed <= now, good.at <= changed { return false }
        return waitedUntil.map { good.at >= $0 } ?? true
    }

    /// What is to come, by a clock that was put back or by a soak that was set aside, is not waited for.
    var waitedUntil: Instant? {
        let soak = Soak.holds(upgrade.hopsToDo) ? Soak(of: appliance, length: policy.soak).endsAt : nil
        return [soak, appliance.backup.good?.at].compactMap { $0 }.filter { $0 <= now }.max()
    }
}

extension ApplianceHealth {
    /// What speaks against a hop: alarms, and too little space.
    public var problems: [String] {
        guard let freeBytes, let neededBytes, freeBytes < neededBytes else { return alarms }
        return alarms + ["\(freeBytes) octets free, \(neededBytes) needed"]
    }
}

extension ApplianceInventory {
    /// Nothing is begun beside an installation that is going on already, whoever began it.
    fileprivate var busyWords: [String] {
        guard case .installing(let package) = activity else { return [] }
        return ["it is installing \(package?.text ?? "something") already"]
    }
}
