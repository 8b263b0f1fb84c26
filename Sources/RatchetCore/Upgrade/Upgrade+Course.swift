/// What people do with an upgrade.
extension Upgrade {
    /// (G4) Somebody has seen the impact and wants this path.
    public mutating func approve(by person: String, at now: Instant) -> [UpgradeEffect] {
        guard state.isOpen else { return ignored("approve") }
        approval = Approval(by: person, at: now, key: approvalKey)
        return [.noted(.approved(by: person))]
    }

    public mutating func start(by person: String, at now: Instant) -> [UpgradeEffect] {
        guard state == .planned else { return ignored("start") }
        return move(to: .waiting, Evidence(.person, at: now, ref: person)) + finishIfDone(at: now)
    }

    /// Nothing new starts; a hop under way goes on.
    public mutating func pause(by person: String, because why: String, at now: Instant) -> [UpgradeEffect] {
        guard state.isOpen, pause == nil else { return ignored("pause") }
        return pausing(UpgradePause(.person, why: why, Evidence(.person, at: now, ref: person)))
    }

    /// A person lets it go on, over a path computed anew from what the appliance runs now.
    ///
    /// A failed hop is tried again by nobody but a person: here it is (D2). One that is not paused takes another way here, where the graph
    /// has another by now.
    public mutating func resume(by person: String, over path: [PlannedHop], at now: Instant) -> [UpgradeEffect] {
        let isElsewhere = (state == .planned || state == .waiting) && Array(hopsToDo) != path
        guard state.isOpen, state != .frozen, pause != nil || state == .stopped || isElsewhere else {
            return ignored("resume")
        }
        pause = nil
        var effects: [UpgradeEffect] = [.noted(.resumed(by: person))]
        // What is under way goes on, and where it leads is not known yet.
        guard !state.isHopping, state != .restoring else { return effects }
        effects += replan(path, at: now)
        if state == .stopped { effects += move(to: .waiting, Evidence(.person, at: now, ref: person)) }
        return effects + finishIfDone(at: now)
    }

    /// Gives it up. A hop under way can't be recalled, and a frozen appliance stays frozen: both are refused. A hop by hand that nobody
    /// has signed off or begun is a question, and can be taken back.
    public mutating func cancel(by person: String, at now: Instant) -> [UpgradeEffect] {
        let isAsked = state == .installing && attempt?.isByHand == true
        guard state.isOpen, !state.isHopping || isAsked, state != .frozen, state != .restoring else {
            return ignored("cancel")
        }
        return move(to: .cancelled, Evidence(.person, at: now, ref: person))
    }

    /// Sets a rule aside for this upgrade, where it can be.
    public mutating func waive(_ waiver: Waiver) -> [UpgradeEffect] {
        guard state.isOpen, waiver.rule.isWaivable else { return ignored("waive") }
        waivers.removeAll { $0.rule == waiver.rule }
        waivers.append(waiver)
        return [.noted(.waived(waiver))]
    }

    /// (D1) A person, and nobody else, says that the appliance may be touched again. The upgrade still waits for another word.
    public mutating func unfreeze(by person: String, because why: String, at now: Instant) -> [UpgradeEffect] {
        guard state == .frozen else { return ignored("unfreeze") }
        return [.noted(.unfrozen(by: person, reason: why))]
            + move(to: .stopped, Evidence(.person, at: now, ref: person))
    }

    /// (D2) A person has the backup put back: a one-shot, like an installation.
    public mutating func restore(key: String, by person: String, limit: Duration, at now: Instant) -> [UpgradeEffect] {
        guard state == .stopped, let failed = attempt else { return ignored("restore") }
        attempt = HopAttempt(
            key: key, package: failed.package, startedAt: now, silentAt: now + limit, windowEndsAt: nil,
            isRestoring: true, before: failed.before, trouble: failed.trouble)
        return move(to: .restoring, Evidence(.person, at: now, ref: person))
    }

    /// (D2) The restoring ended, or its answer was lost: what the appliance says next is what counts.
    ///
    /// - Parameter trouble: what went wrong with it, in words; nil for nothing.
    public mutating func restored(key: String, trouble: String? = nil, at now: Instant) -> [UpgradeEffect] {
        guard state == .restoring, attempt?.key == key else { return ignored("restored") }
        let evidence = Evidence(.driverCall, at: now, ref: key)
        return trouble.map { restoreFailed($0, evidence) } ?? move(to: .stopped, evidence)
    }

    /// (D2) People have to hear of it: they think that the appliance is as it was before.
    mutating func restoreFailed(_ reason: String, _ evidence: Evidence) -> [UpgradeEffect] {
        guard let failed = attempt else { return [] }
        attempt?.trouble = [failed.trouble, "the restoring failed: \(reason)"].compactMap { $0 }.joined(separator: "; ")
        return move(to: .stopped, evidence) + [.alarm(.restoreFailed(package: failed.package, reason: reason))]
    }

    /// Whether an appliance that runs this since a moment ago has it from the restoring that a person ordered: what ran when the backup
    /// was taken is back, during the restoring or after it.
    public func hasBroughtBack(_ versions: InstalledVersions) -> Bool {
        guard state == .restoring || state == .stopped, let attempt, attempt.isRestoring else { return false }
        return versions == attempt.before
    }

    /// (D2) The versions changed, and it was the restoring: nobody else's doing, so that nobody is alarmed and nothing is paused. What is
    /// to be done from here a person decides, as before.
    ///
    /// - Parameter path: from what it runs now; nil where there is none.
    public mutating func broughtBack(_ versions: InstalledVersions, path: [PlannedHop]?, at now: Instant)
        -> [UpgradeEffect]
    {
        guard hasBroughtBack(versions) else { return ignored("broughtBack") }
        return [.noted(.restored(to: versions))] + (path.map { replan($0, at: now) } ?? [])
    }
}

extension Upgrade {
    /// The hops from here on are these.
    mutating func replan(_ path: [PlannedHop], at now: Instant) -> [UpgradeEffect] {
        guard Array(hopsToDo) != path else { return [] }
        hops = hops.prefix(done) + path
        return [.noted(.replanned(hops: path.count))]
    }

    mutating func pausing(_ reason: UpgradePause) -> [UpgradeEffect] {
        pause = reason
        return [.noted(.paused(reason))]
    }

    mutating func finishIfDone(at now: Instant) -> [UpgradeEffect] {
        guard state == .waiting || state == .planned, pause == nil, nextHop == nil else { return [] }
        return move(to: .done, Evidence(.hop, at: now, ref: hops.last?.package.text ?? "-"))
    }

    mutating func move(to next: UpgradeState, _ evidence: Evidence) -> [UpgradeEffect] {
        guard next != state else { return [] }
        let previous = state
        (state, since, self.evidence) = (next, evidence.at, evidence)
        return [.moved(from: previous, to: next, evidence)]
    }

    func ignored(_ event: String) -> [UpgradeEffect] { [.ignored(event: event, in: state)] }
}
