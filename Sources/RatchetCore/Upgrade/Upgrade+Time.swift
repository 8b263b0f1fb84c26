/// What the clock does to an upgrade.
extension Upgrade {
    /// The clock has moved on: a hop may have overrun its window, or a hop or a restoring been silent for too long. To be called at the due
    /// times and after every reading.
    ///
    /// (D1, D4) Nobody is silent who was not asked: a hop fails at its time limit once the appliance has been asked after it, so that a
    /// server which was away meanwhile reads the real state first. Whoever can't be asked is silent. A person who was asked to install
    /// and has not begun is not: nothing has happened to the appliance. What the installer says on the way is a claim (D3): it makes the
    /// hop's time no longer, and is told to whoever is called.
    ///
    /// - Parameter lastWord: what the installer said last of itself, in words; nil for nothing.
    public mutating func timePassed(
        _ now: Instant, _ appliance: ApplianceFacts, lastWord: String? = nil
    ) -> [UpgradeEffect] {
        guard let attempt, state.isHopping || state == .restoring else { return [] }
        let evidence = Evidence(.timer, at: now, ref: state.rawValue)
        var effects: [UpgradeEffect] = []
        if let windowEndsAt = attempt.windowEndsAt, now >= windowEndsAt, !attempt.hasOverrun {
            self.attempt?.hasOverrun = true
            effects.append(.alarm(.overrun(package: attempt.package, windowEnded: windowEndsAt)))
        }
        guard now >= attempt.silentAt else { return effects }
        if state == .restoring { return effects + restoreFailed("it has not ended within its time limit", evidence) }
        // An answer that has not come by now will not be waited for.
        if isCallUnderWay {
            self.attempt?.trouble = ["no answer in time", lastWord].compactMap { $0 }.joined(separator: "; ")
            effects += move(to: .unanswered, evidence)
        }
        guard let hop = nextHop, let attempt = self.attempt, !isUnbegunByHand(appliance),
            wasAskedInVain(appliance, since: attempt.silentAt)
        else { return effects }
        // What the installer said last stands in the attempt's trouble.
        return effects + fail(HopLimit(hop: hop, attempt: attempt, appliance: appliance).words, evidence)
    }

    /// The moments at which `timePassed` has something to say.
    public var dueTimes: [Instant] {
        guard let attempt, state.isHopping || state == .restoring else { return [] }
        return [attempt.hasOverrun ? nil : attempt.windowEndsAt, attempt.silentAt].compactMap { $0 }
    }

    /// Whether a person was asked to install, and nothing says that they have begun.
    private func isUnbegunByHand(_ appliance: ApplianceFacts) -> Bool {
        guard state == .installing, let attempt, attempt.isByHand else { return false }
        guard appliance.verbs.contains(.inventory) else { return true }
        guard appliance.inventory.trouble == nil, let good = appliance.inventory.good, good.at >= attempt.startedAt
        else { return false }
        return good.value.installed == attempt.before && !good.value.isInstalling
    }

    /// Whether the question that would have proved the hop was asked since then, or can't be asked.
    private func wasAskedInVain(_ appliance: ApplianceFacts, since moment: Instant) -> Bool {
        guard let hop = nextHop, let attempt else { return false }
        let isSeen = appliance.inventory.proof(of: hop, since: attempt.startedAt) != nil
        let (verb, askedAt): (DriverVerb, Instant?) =
            isSeen ? (.health, appliance.health.triedAt) : (.inventory, appliance.inventory.triedAt)
        return !appliance.verbs.contains(verb) || askedAt.map { $0 >= moment } ?? false
    }
}
