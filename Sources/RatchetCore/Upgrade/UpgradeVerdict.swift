extension ApplianceSituation {
    /// The one answer to "why is it not current, what happens next, and by when?" (design rule 10). Explain, API and console show it and
    /// compute none of their own.
    public var verdict: Verdict {
        if let freeze = appliance.freeze { return spoken(freeze.verdict, and: earlierCall) }
        guard let upgrade, upgrade.state.isOpen else { return withoutUpgrade }
        return switch upgrade.state {
        case .planned: planned(upgrade)
        case .waiting: waiting(upgrade)
        case .installing where upgrade.attempt?.isByHand == true: byHand(upgrade)
        case .installing: underWay(upgrade, .hopInstalling, .finishHop)
        case .unanswered: underWay(upgrade, .hopUnanswered, .verifyHop)
        case .verifying: underWay(upgrade, .hopVerifying, .verifyHop)
        case .restoring: underWay(upgrade, .restoring, .finishRestore)
        case .stopped, .frozen, .done, .cancelled: failed(upgrade)
        }
    }

    private var withoutUpgrade: Verdict {
        guard let good = appliance.inventory.good else {
            return spoken(
                Verdict(
                    .notYet, .inventoryUnread, since: appliance.inventory.trouble?.at ?? appliance.adoptedAt,
                    next: Expectation(.readInventory), details: appliance.inventory.words))
        }
        let evidence = [Evidence(.inventory, at: good.at, ref: good.ref)]
        let installed = good.value.installed
        let (answer, reason, newest): (Verdict.Answer, Reason, InstalledVersions?) =
            switch newest {
            case .noGraph: (.no, .noGraph, nil)
            case .unknownInventory: (.no, .unknownInventory, nil)
            case .versions(let newest):
                newest == installed ? (.yes, .applianceCurrent, newest) : (.no, .noUpgrade, newest)
            }
        var details = installed.details
        details["graph"] = appliance.product
        details["target"] = newest?.words
        return spoken(Verdict(answer, reason, since: good.at, evidence: evidence, details: details))
    }

    private func planned(_ upgrade: Upgrade) -> Verdict {
        spoken(
            Verdict(
                .notYet, .upgradePlanned, since: upgrade.since, evidence: [upgrade.evidence],
                next: Expectation(.startUpgrade), details: upgrade.details),
            and: shutGates)
    }

    /// The first gate that is shut speaks; all that are shut are named.
    private func waiting(_ upgrade: Upgrade) -> Verdict {
        // Without a next hop no gate was asked; then only a pause keeps it open.
        guard let speaking = speakingGate ?? upgrade.pause?.verdict else {
            return spoken(
                Verdict(
                    .notYet, .hopReady, since: upgrade.since, evidence: [upgrade.evidence],
                    next: Expectation(.beginHop),
                    details: upgrade.details))
        }
        var shut = speaking
        if let checkpoint, shut.answer == .notYet { return spoken(checkpoint.verdict, and: shutGates) }
        if shut.evidence.isEmpty { shut.evidence = [upgrade.evidence] }
        return spoken(shut, and: shutGates.filter { $0.reason != shut.reason })
    }

    /// What Ratchet sees to by itself, once nothing else is in the way, speaks after all others: before, it would promise what does
    /// not come.
    private var speakingGate: Verdict? {
        let shut = gates.filter { !$0.isOpen }.compactMap(\.shut)
        return shut.first { !isSeenTo($0.reason) } ?? shut.first
    }

    private func isSeenTo(_ reason: Reason) -> Bool {
        switch reason {
        case .inventoryUnread: appliance.inventory.good != nil && appliance.inventory.trouble == nil
        case .healthUnread: appliance.health.trouble == nil
        case .backupMissing, .backupStale, .exportMissing, .notStaged: true
        default: false
        }
    }

    private func byHand(_ upgrade: Upgrade) -> Verdict {
        guard let checkpoint else { return underWay(upgrade, .hopInstalling, .finishHop) }
        var verdict = checkpoint.verdict
        verdict.next = Expectation(.finishHop)
        return spoken(verdict, and: troubles(upgrade))
    }

    private func underWay(_ upgrade: Upgrade, _ reason: Reason, _ event: Expectation.Event) -> Verdict {
        let waiting = Verdict(
            .notYet, reason, since: upgrade.since, evidence: [upgrade.evidence],
            next: Expectation(event, by: upgrade.attempt?.silentAt), details: upgrade.details)
        // What a person has to say does not go on by itself.
        guard var asked = checkpoint?.verdict else { return spoken(waiting, and: troubles(upgrade)) }
        asked.next = waiting.next
        return spoken(asked, and: [waiting.asCause].compactMap { $0 } + troubles(upgrade))
    }

    private func failed(_ upgrade: Upgrade) -> Verdict {
        var (details, evidence) = (upgrade.details, [upgrade.evidence])
        if let attempt = upgrade.attempt, attempt.isRestoring,
            let good = appliance.inventory.good, good.at >= attempt.startedAt
        {
            details["restored"] = good.value.installed.words
            evidence.append(Evidence(.inventory, at: good.at, ref: good.ref))
        }
        return spoken(
            Verdict(.no, .hopFailed, since: upgrade.since, evidence: evidence, details: details),
            and: earlierCall + [upgrade.pause?.verdict.asCause].compactMap { $0 })
    }

    /// (D4) Whoever looks after a hop that failed, or is not proved, has to know that its executable still runs.
    private var earlierCall: [Cause] { [appliance.atWork?.verdict.asCause].compactMap { $0 } }

    /// Every gate that is shut, in the gates' order.
    private var shutGates: [Cause] { gates.filter { !$0.isOpen }.compactMap { $0.shut?.asCause } }

    /// What stands beside a hop that is under way.
    private func troubles(_ upgrade: Upgrade) -> [Cause] {
        guard let attempt = upgrade.attempt else { return [] }
        var troubles: [Cause] = []
        if attempt.hasOverrun, let ended = attempt.windowEndsAt {
            troubles.append(
                Cause(
                    .overrun, .waitForAppliance, evidence: [Evidence(.calendar, at: ended, ref: "window")],
                    details: ["package": attempt.package.text, "until": ended.description]))
        }
        if let trouble = appliance.inventory.trouble, trouble.at >= attempt.startedAt {
            troubles.append(Cause(.inventoryUnread, .checkDriver, details: appliance.inventory.words))
        }
        if upgrade.state == .verifying, let good = appliance.health.good, good.at >= attempt.startedAt,
            !good.value.problems.isEmpty
        {
            let evidence = Evidence(.health, at: good.at, ref: good.ref)
            troubles.append(
                Cause(
                    .healthBad, .repairAppliance, evidence: [evidence],
                    details: ["problems": good.value.problems.joined(separator: "; ")]))
        }
        return troubles + earlierCall + [upgrade.pause?.verdict.asCause].compactMap { $0 }
    }

    /// The verdict with its causes: its own reason, then the others.
    private func spoken(_ verdict: Verdict, and others: [Cause] = []) -> Verdict {
        var verdict = verdict
        verdict.causes = [verdict.asCause].compactMap { $0 } + others
        return verdict
    }
}

extension Verdict {
    /// Its reason with the usual way out; nil where nothing stands in the way.
    fileprivate var asCause: Cause? {
        reason.waysOut.first.map { Cause(reason, $0, evidence: evidence, details: details) }
    }
}

extension Checkpoint {
    fileprivate var verdict: Verdict {
        Verdict(
            .no, .checkpointOpen, since: openedAt, evidence: [Evidence(.checkpoint, at: openedAt, ref: id.text)],
            details: ["verb": verb.rawValue, "package": package?.text, "checkpoint": id.text].compactMapValues { $0 })
    }
}

extension Upgrade {
    /// What its sentences tell; what is not known is left out.
    fileprivate var details: [String: String] {
        let overrun = attempt.flatMap { $0.hasOverrun ? $0.windowEndsAt : nil }
        let values: [String: String?] = [
            "package": attempt?.package.text ?? nextHop?.package.text, "why": attempt?.trouble, "target": targetWords,
            "until": overrun?.description,
        ]
        return values.compactMapValues { $0 }
    }
}

extension InstalledVersions {
    /// What it runs, for a sentence.
    var details: [String: String] {
        ["base": base?.text, "product": product?.text].compactMapValues { $0 }
    }
}
