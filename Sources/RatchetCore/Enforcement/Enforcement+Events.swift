extension Enforcement {
    /// The declaration now stands in the device's manifest.
    public mutating func offered(_ evidence: Evidence) -> [EnforcementEffect] {
        guard state == .planned else { return ignored("offered") }
        offeredAt = evidence.at
        return move(to: .offered, evidence)
    }

    /// The device fetched the declaration with this server token; `current` is the token that it has now.
    public mutating func fetched(serverToken: String, current: String?, _ evidence: Evidence) -> [EnforcementEffect] {
        guard state.isDeclared, serverToken == current else { return ignored("fetched") }
        return state.isUndelivered ? move(to: .delivered, evidence) : []
    }

    /// The device says how it judges our declaration with its present token.
    public mutating func declared(_ report: DeclarationReport, _ evidence: Evidence) -> [EnforcementEffect] {
        guard state.isDeclared else { return ignored("declared") }
        switch (report.validity, report.isActive) {
        case (.invalid, _): return refused(report, evidence)
        case (.valid, true): return accepted(evidence)
        case (.valid, false), (.unknown, _): return state.isUndelivered ? move(to: .delivered, evidence) : []
        }
    }

    /// `softwareupdate.install-state` was reported. `isHeld` says that the device holds our declaration active.
    public mutating func installState(
        _ reported: InstallState, isHeld: Bool, _ evidence: Evidence, _ limits: EnforcementLimits = .standard
    ) -> [EnforcementEffect] {
        guard state.isDeclared else { return ignored("install-state") }
        guard let next = state(after: reported, isHeld: isHeld, at: evidence.at, limits) else { return [] }
        if next == .failing, failingSince == nil { failingSince = evidence.at }
        return move(to: next, evidence)
    }

    /// `softwareupdate.failure-reason` tells of a failure that we did not know. The device tries again by itself.
    public mutating func failed(
        _ reported: UpdateFailure, _ evidence: Evidence, _ limits: EnforcementLimits = .standard
    ) -> [EnforcementEffect] {
        guard state.isDeclared else { return ignored("failure") }
        failure = reported
        let began = failingSince ?? evidence.at
        failingSince = began
        let isTooMuch =
            reported.count >= limits.failuresUntilBlocked || evidence.at >= began + limits.failingUntilBlocked
        return [.failed(reported, evidence)] + move(to: isTooMuch || state == .blocked ? .blocked : .failing, evidence)
    }

    /// The device asked for its bootstrap token and got it: a hint that a prepared update is being installed now.
    public mutating func bootstrapTokenFetched(_ evidence: Evidence) -> [EnforcementEffect] {
        state == .prepared || state == .pastDue ? move(to: .installing, evidence) : []
    }

    /// The device reported what it runs. The only proof that the target is reached, also for a device that was installing
    /// when the target was withdrawn: it could not be recalled.
    public mutating func reportedVersion(_ installed: InstalledOS, _ evidence: Evidence) -> [EnforcementEffect] {
        guard state.isLive || state == .withdrawn else { return [] }
        guard installed.hasReached(target) else {
            // It said that it was there already, and is not: somebody has to look.
            return state == .satisfied ? move(to: .rejected, evidence) : []
        }
        outcome = .done
        // Without a declaration on the device there is nothing to take away.
        return move(to: state == .planned ? .closed : .done, evidence)
    }

    /// Another plan wants the same target. What the device has done for it so far stands; a refusal is forgotten, because
    /// the declaration that was refused may have changed, and so is that a deadline has passed, which another one has not:
    /// time itself tells whether it has.
    public mutating func adopted(
        by plan: PlanID, deadline: LocalDateTime, detailsURL: String?, _ evidence: Evidence
    ) -> [EnforcementEffect] {
        guard state.isLive else { return ignored("adopted") }
        let isSameDeadline = self.deadline == deadline
        let isSameDeclaration = isSameDeadline && self.detailsURL == detailsURL
        (self.plan, self.deadline, self.detailsURL) = (plan, deadline, detailsURL)
        let taken = [EnforcementEffect.adopted(by: plan, deadline: deadline)]
        if state == .pastDue, !isSameDeadline { return taken + move(to: .prepared, evidence) }
        if isSameDeclaration || (state != .rejected && state != .satisfied) { return taken }
        refusals = []
        return taken + move(to: .offered, evidence)
    }

    /// The target is no longer wanted for this device.
    public mutating func withdraw(_ why: EnforcementOutcome, _ evidence: Evidence) -> [EnforcementEffect] {
        guard state.isLive else { return ignored("withdraw") }
        outcome = why
        // One never offered was never on the device.
        return move(to: state == .planned ? .closed : .withdrawn, evidence)
    }

    /// Another target takes this one's place in the same declaration, so nothing is left to take away.
    public mutating func replaced(_ evidence: Evidence) -> [EnforcementEffect] { end(.superseded, evidence) }

    /// The enrolment has ended: no declaration is left on the device.
    public mutating func unmanaged(_ evidence: Evidence) -> [EnforcementEffect] { end(.unmanaged, evidence) }

    private mutating func end(_ why: EnforcementOutcome, _ evidence: Evidence) -> [EnforcementEffect] {
        if outcome == nil { outcome = why }
        return move(to: .closed, evidence)
    }

    /// The device synced a manifest that does not hold the declaration (phase 7).
    public mutating func synced(_ evidence: Evidence) -> [EnforcementEffect] {
        state == .done || state == .withdrawn ? move(to: .closed, evidence) : []
    }
}

extension Enforcement {
    /// Where `softwareupdate.install-state` leads; nil where it leads nowhere. `none` alone proves nothing (reference 5,
    /// rules): while our declaration is held it is the normal gap between two scans.
    func state(
        after reported: InstallState, isHeld: Bool, at now: Instant, _ limits: EnforcementLimits
    ) -> EnforcementState? {
        switch reported {
        case .waiting: .waiting
        case .downloading: .downloading
        case .prepared: now >= pastDueAt(limits) ? .pastDue : .prepared
        case .installing: state == .installingSilent ? nil : .installing
        case .failed: state == .blocked ? nil : .failing
        case .none: isHeld && !state.isUndelivered && state != .delivered ? .accepted : nil
        case .unknown: nil
        }
    }

    /// Active and valid: taken. A device that is further already stays where it is.
    private mutating func accepted(_ evidence: Evidence) -> [EnforcementEffect] {
        switch state {
        case .offered, .unreachable, .delivered, .rejected, .satisfied:
            refusals = []
            return move(to: .accepted, evidence)
        default: return []
        }
    }

    private mutating func refused(_ report: DeclarationReport, _ evidence: Evidence) -> [EnforcementEffect] {
        refusals = report.reasons
        guard report.saysAlreadyThere else { return move(to: .rejected, evidence) }
        let moved = move(to: .satisfied, evidence)
        return moved.isEmpty ? [] : moved + [.askForVersion]
    }

    /// The one place where the state changes.
    mutating func move(to next: EnforcementState, _ evidence: Evidence) -> [EnforcementEffect] {
        guard next != state else { return [] }
        let previous = state
        (state, since, self.evidence, stalledAt) = (next, evidence.at, evidence, nil)
        return [.moved(from: previous, to: next, evidence)]
    }

    private func ignored(_ event: String) -> [EnforcementEffect] { [.ignored(event: event, in: state)] }
}
