/// One hop: begun once, proved by the appliance, or failed.
extension Upgrade {
    /// The intent to install: committed before the driver is called, and never a second time for this hop (design rule 2).
    ///
    /// - Parameters:
    ///   - key: of the driver's call, or of the checkpoint where a person installs.
    ///   - isByHand: begun when the checkpoint is opened, for the person may act from then on.
    ///   - silentAt: when it counts as failed (D1).
    public mutating func beginHop(
        key: String, isByHand: Bool = false, silentAt: Instant, windowEndsAt: Instant?, at now: Instant
    ) -> [UpgradeEffect] {
        guard state == .waiting, pause == nil, let hop = nextHop else { return ignored("beginHop") }
        attempt = HopAttempt(
            key: key, package: hop.package, startedAt: now, silentAt: silentAt, windowEndsAt: windowEndsAt,
            isByHand: isByHand, before: hop.from)
        return move(to: .installing, Evidence(isByHand ? .checkpoint : .driverCall, at: now, ref: key))
    }

    /// (G3) A gate has shut since the intent, and the driver was not called yet; or it could not begin: the hop has not begun, and waits again.
    /// Only whoever knows that nothing was begun may say so (D4).
    public mutating func calledOff(key: String, at now: Instant) -> [UpgradeEffect] {
        guard state == .installing, let attempt, attempt.key == key, !attempt.isByHand else {
            return ignored("calledOff")
        }
        self.attempt = nil
        return move(to: .waiting, Evidence(.driverCall, at: now, ref: key))
    }

    /// The installer ended, or the person signed off: that claims success and proves nothing (D3).
    public mutating func installed(key: String, at now: Instant) -> [UpgradeEffect] {
        guard let evidence = awaited(key, at: now) else { return ignored("installed") }
        countHandwork(from: now)
        return move(to: .verifying, evidence)
    }

    /// The installer, or the person, said that it failed.
    public mutating func installFailed(key: String, reason: String, at now: Instant) -> [UpgradeEffect] {
        guard let evidence = awaited(key, at: now) else { return ignored("installFailed") }
        return fail(reason, evidence)
    }

    /// (D4) The answer was lost, or the server died while it was awaited. Nothing is called again; the appliance's own word decides.
    public mutating func answerLost(key: String, reason: String, at now: Instant) -> [UpgradeEffect] {
        guard state == .installing, let evidence = awaited(key, at: now) else { return ignored("answerLost") }
        attempt?.trouble = reason
        return move(to: .unanswered, evidence)
    }

    /// (D3) The appliance has said what it runs and how it is: only both, and both after the hop began, make it done. While the
    /// installer's answer is awaited nothing is: it may still restart the appliance, and nothing may begin beside it.
    public mutating func reported(
        _ inventory: Reading<ApplianceInventory>, _ health: Reading<ApplianceHealth>, at now: Instant
    ) -> [UpgradeEffect] {
        guard state.isHopping, !isCallUnderWay, let hop = nextHop, let attempt,
            let runs = inventory.proof(of: hop, since: attempt.startedAt)
        else { return [] }
        let evidence = Evidence(.inventory, at: now, ref: runs.ref)
        // A hop by hand or without an answer is verified like any other.
        if state == .installing { countHandwork(from: now) }
        let moved = state == .verifying ? [] : move(to: .verifying, evidence)
        guard let good = health.good, good.at >= runs.at, good.value.problems.isEmpty else { return moved }
        let took = runs.at.since(attempt.startedAt)
        (done, self.attempt) = (done + 1, nil)
        return moved + [.hopDone(hop, took: took, at: now)] + move(to: .waiting, evidence) + finishIfDone(at: now)
    }

    /// (G6) The turn has come and nothing else is in the way: people are told, once for each package's turn. One that was moved is another
    /// turn.
    public mutating func turnHasCome(_ turn: Instant) -> [UpgradeEffect] {
        guard state == .planned || state == .waiting, let hop = nextHop else { return [] }
        let told = ToldTurn(hop.package, at: turn)
        guard toldTurn != told else { return [] }
        toldTurn = told
        return [.alarm(.turnHasCome(package: hop.package))]
    }

    /// The versions changed, and it was no hop of ours: the path is computed anew, and a person has to look.
    ///
    /// - Parameter path: from what it runs now; nil where there is none, with the reason.
    public mutating func changedByOthers(
        from: InstalledVersions, to: InstalledVersions, path: Result<[PlannedHop], UpgradeNoPath>, _ evidence: Evidence
    ) -> [UpgradeEffect] {
        guard state == .planned || state == .waiting || state == .stopped else { return ignored("changedByOthers") }
        let change = "\(from.words) to \(to.words)"
        let told = UpgradeEffect.alarm(.changedByOthers(from: from.words, to: to.words))
        switch path {
        case .success(let hops):
            let effects = replan(hops, at: evidence.at)
            return effects + pausing(UpgradePause(.observedChange, why: change, evidence)) + [told]
        case .failure(let none):
            return pausing(UpgradePause(.noPath, why: "\(change): \(none.reason)", evidence)) + [told]
        }
    }
}

/// Why there is no way on.
public struct UpgradeNoPath: Error, Sendable, Equatable {
    public let reason: String
    public init(_ reason: String) { self.reason = reason }
}

extension Upgrade {
    /// Whether the driver is installing, as far as is known: until it answers, or its time has run out.
    var isCallUnderWay: Bool { state == .installing && attempt?.isByHand != true }

    /// How long a person took before they began is not the appliance's time.
    private mutating func countHandwork(from now: Instant) {
        guard let attempt, attempt.isByHand else { return }
        self.attempt?.silentAt = now + attempt.silentAt.since(attempt.startedAt)
    }

    /// The answer's evidence, if it is the one that is awaited.
    private func awaited(_ key: String, at now: Instant) -> Evidence? {
        guard state == .installing || state == .unanswered, let attempt, attempt.key == key else { return nil }
        return Evidence(attempt.isByHand ? .checkpoint : .driverCall, at: now, ref: key)
    }

    /// (D1) A failed base hop freezes the appliance; (D2) another stops the upgrade. Neither goes on by itself.
    mutating func fail(_ reason: String, _ evidence: Evidence) -> [UpgradeEffect] {
        guard let hop = nextHop else { return [] }
        attempt?.trouble = reason
        let failed = UpgradeEffect.hopFailed(hop, reason: reason, at: evidence.at)
        guard hop.packageClass == .base else {
            return [failed] + move(to: .stopped, evidence)
                + [.alarm(.hopFailed(package: hop.package, reason: reason, recovery: hop.recovery))]
        }
        return [failed] + move(to: .frozen, evidence)
            + [
                .freeze(ApplianceFreeze(package: hop.package, reason: reason, at: evidence.at)),
                .alarm(.doNotRestart(package: hop.package, reason: reason)),
            ]
    }
}

extension Reading where Value == ApplianceInventory {
    /// (D3) The newest word, if it says that the hop has been installed since then, and that nothing is being installed any more.
    func proof(of hop: PlannedHop, since moment: Instant) -> Good? {
        guard let good, good.at >= moment, hop.isReached(by: good.value), !good.value.isInstalling else { return nil }
        return good
    }
}

extension InstalledVersions {
    /// "base 6.2, product 22.4", for people.
    public var words: String {
        let parts = [base.map { "base \($0)" }, product.map { "product \($0)" }].compactMap { $0 }
        return parts.isEmpty ? "nothing known" : parts.joined(separator: ", ")
    }
}
