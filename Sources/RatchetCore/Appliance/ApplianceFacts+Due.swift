extension ApplianceFacts {
    /// What it is asked now and then while nothing else is to be done: what it runs, and how it is. What its driver can do is looked at
    /// anew each time, for operators add verbs.
    public func readingDue(_ policy: UpgradePolicy, at now: Instant) -> DriverVerb? {
        if let asked = snapshotDue { return asked }
        let isDue = { (asked: Instant?) in asked.map { $0 + policy.inventoryInterval <= now } ?? true }
        if lookAtDriverDue(policy).map({ $0 <= now }) ?? true { return .inventory }
        if verbs.contains(.inventory), isDue(inventory.triedAt) { return .inventory }
        if verbs.contains(.health), isDue(health.triedAt) { return .health }
        return nil
    }

    /// When its driver is to be asked again what it can do and has at work; nil for at once. While it has an earlier call at work, as often
    /// as during a hop: what waits for its end goes on then.
    func lookAtDriverDue(_ policy: UpgradePolicy) -> Instant? {
        verbsReadAt.map { $0 + (atWork == nil ? policy.inventoryInterval : policy.pollInterval) }
    }

    /// What a person wants to be asked now: what it runs, how it is, and the support bundle, each tried once (P6).
    var snapshotDue: DriverVerb? {
        guard let snapshotAskedAt else { return nil }
        let isDue = { (verb: DriverVerb, tried: Instant?) in
            verbs.contains(verb) && tried.map { $0 < snapshotAskedAt } ?? true
        }
        // What the driver can do is found out with it.
        if verbsReadAt == nil || isDue(.inventory, inventory.triedAt) { return .inventory }
        if isDue(.health, health.triedAt) { return .health }
        return isDue(.supportBundle, supportBundle.triedAt) ? .supportBundle : nil
    }

    /// Keeps what a hop took: the newest eight of its class.
    public mutating func measure(_ hop: MeasuredHop) {
        measured.append(hop)
        let same = measured.indices.filter { measured[$0].packageClass == hop.packageClass }
        if same.count > 8, let oldest = same.first { measured.remove(at: oldest) }
    }
}
