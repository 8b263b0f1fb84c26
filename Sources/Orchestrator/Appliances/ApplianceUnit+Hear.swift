import Ports
import RatchetCore
import Storage

/// What a driver said.
extension ApplianceUnit {
    /// Takes in what the driver said of itself; nil where nobody could ask it.
    mutating func hear(_ driver: DriverCallSteps.DriverState?) {
        record.facts.verbsReadAt = context.now
        guard let driver else { return }
        record.facts.verbs = driver.verbs
        guard record.facts.atWork != driver.atWork else { return }
        if let ended = record.facts.atWork {
            note("driver.work-ended", ["verb": ended.verb.rawValue, "call": ended.key])
        }
        if let atWork = driver.atWork {
            note("driver.still-at-work", ["verb": atWork.verb.rawValue, "call": atWork.key, "where": atWork.words])
        }
        record.facts.atWork = driver.atWork
    }

    /// Takes in what came of the call that is under way. The answer to another is out of date and says so in the timeline.
    ///
    /// - Parameter outcome: nil where the driver lacks the verb, so that nothing was called.
    mutating func hear(_ outcome: DriverOutcome?, of key: String, _ store: inout StoreTransaction) throws {
        guard let call = record.call, call.key == key else {
            return note("driver.ignored", ["call": key])
        }
        record.call = nil
        if call.verb == .install, outcome?.hasBegun == true { record.facts.installTrouble = nil }
        switch outcome {
        case nil: break
        case .notBegun(let reason, let output): try notBegun(call, reason, output, &store)
        case .answered(let answer): try take(answer, call, &store)
        case .failed(let reason, let output): try failed(call, reason, output, &store)
        case .lost(let reason, let output):
            guard call.verb.isOneShot else { return try failed(call, reason, output, &store) }
            note("driver.answer-lost", ["verb": call.verb.rawValue, "call": key, "reason": reason, "output": output])
            try lost(call, reason, &store)
        }
    }

    private mutating func take(
        _ answer: DriverOutcome.Answer, _ call: OpenCall, _ store: inout StoreTransaction
    ) throws {
        let (now, key) = (context.now, call.key)
        switch (answer, call.verb) {
        case (.inventory(let inventory), .inventory): try take(inventory, ref: key, &store)
        case (.health(let health), .health): record.facts.health.take(health, at: now, ref: key)
        case (.backup(let backup), .backup):
            // What is changed while it is taken may not be in it (G1).
            record.facts.backup.take(backup, at: call.begunAt ?? call.startedAt, ref: key)
            note("appliance.backed-up", ["reference": backup.reference, "sha256": backup.sha256])
        case (.certificate(let export), .exportCertificate):
            record.facts.certificate.take(export, at: now, ref: key)
            note("appliance.certificate-exported", ["fingerprint": export.fingerprint])
        case (.staged(let sha256), .stage):
            if let package = call.package { record.facts.staged[package] = StagedPackage(sha256: sha256, at: now) }
            record.facts.stagingTrouble = nil
            note("package.staged", ["package": call.package?.text, "sha256": sha256])
        case (.installed, .install): try advance(&store) { $0.installed(key: key, at: now) }
        case (.restored, .restore): try restored(call, nil, &store)
        case (.supportBundle(let reference), .supportBundle):
            record.facts.supportBundle.take(reference, at: now, ref: key)
            note("appliance.support-bundle", ["reference": reference])
        default: try failed(call, "the driver answered something else than it was asked", nil, &store)
        }
    }

    private mutating func failed(
        _ call: OpenCall, _ reason: String, _ output: String?, _ store: inout StoreTransaction
    ) throws {
        let now = context.now
        note("driver.failed", ["verb": call.verb.rawValue, "call": call.key, "reason": reason, "output": output])
        switch call.verb {
        case .inventory: record.facts.inventory.fail(reason, at: now)
        case .health: record.facts.health.fail(reason, at: now)
        case .backup:
            record.facts.backup.fail(reason, at: now)
            try tell(record.facts.backup.trouble, of: .backup, &store)
        case .exportCertificate:
            record.facts.certificate.fail(reason, at: now)
            try tell(record.facts.certificate.trouble, of: .exportCertificate, &store)
        case .supportBundle: record.facts.supportBundle.fail(reason, at: now)
        case .stage:
            record.facts.stagingTrouble = ReadingTrouble(reason, at: now, after: record.facts.stagingTrouble)
            try tell(record.facts.stagingTrouble, of: .stage, &store)
        case .install: try advance(&store) { $0.installFailed(key: call.key, reason: reason, at: now) }
        case .restore: try restored(call, reason, &store)
        }
    }

    /// (D1) Freezing is for what was begun. An installation that was not is called off, and the driver is at fault; or an earlier call is
    /// still at work, which has a gate of its own.
    private mutating func notBegun(
        _ call: OpenCall, _ reason: String, _ output: String?, _ store: inout StoreTransaction
    ) throws {
        guard call.verb == .install else { return try failed(call, reason, output, &store) }
        let now = context.now
        note("driver.not-begun", ["verb": call.verb.rawValue, "call": call.key, "reason": reason, "output": output])
        if record.facts.atWork == nil {
            let trouble = ReadingTrouble(reason, at: now, after: record.facts.installTrouble)
            record.facts.installTrouble = trouble
            try tell(trouble, of: call.verb, &store)
        }
        try advance(&store) { $0.calledOff(key: call.key, at: now) }
    }

    /// What goes on failing is told once, when it is no accident any more: nobody looks at a night's preparations.
    private mutating func tell(
        _ trouble: ReadingTrouble?, of verb: DriverVerb, _ store: inout StoreTransaction
    ) throws {
        guard let trouble, trouble.tries == ApplianceUnit.triesBeforeAlarm else { return }
        try tell(UpgradeAlarm.driverFails(verb: verb, times: trouble.tries, reason: trouble.reason), &store)
    }

    private static let triesBeforeAlarm = 3

    /// (D4) What came of it is the appliance's to say: it is read anew.
    private mutating func lost(_ call: OpenCall, _ reason: String, _ store: inout StoreTransaction) throws {
        let now = context.now
        if call.verb == .restore { return try restored(call, "its answer was lost: \(reason)", &store) }
        let words = [reason, record.lastWord(of: call.key)].compactMap { $0 }.joined(separator: "; ")
        try advance(&store) { $0.answerLost(key: call.key, reason: words, at: now) }
    }

    private mutating func restored(_ call: OpenCall, _ trouble: String?, _ store: inout StoreTransaction) throws {
        let now = context.now
        try advance(&store) { $0.restored(key: call.key, trouble: trouble, at: now) }
    }

    /// Takes in what the appliance runs; a change that was no hop of ours is an observed hop, or what a restoring has brought back.
    mutating func take(_ inventory: ApplianceInventory, ref: String, _ store: inout StoreTransaction) throws {
        let before = record.facts.inventory.good?.value
        record.facts.inventory.take(inventory, at: context.now, ref: ref)
        guard let before, before.installed != inventory.installed else { return }
        note("appliance.versions-changed", ["from": before.installed.words, "to": inventory.installed.words])
        // In the middle of a hop its result decides, and nothing else.
        if let upgrade, upgrade.state.isHopping, upgrade.nextHop?.isReached(by: inventory) != false { return }
        try observe(before.installed, inventory.installed, ref, &store)
    }

    private mutating func observe(
        _ before: InstalledVersions, _ after: InstalledVersions, _ ref: String, _ store: inout StoreTransaction
    ) throws {
        let isRestored = upgrade?.hasBroughtBack(after) == true
        try store.recordHop(
            HopRecord(
                id: context.ids.next(), appliance: record.id, upgrade: isRestored ? upgrade?.id : nil, package: nil,
                packageClass: nil, sha256: nil, before: before, after: after,
                startedAt: isRestored ? upgrade?.attempt?.startedAt : nil, endedAt: context.now,
                outcome: isRestored ? .restored : .observed))
        record.facts.changedAt = context.now
        if before.product != after.product {
            record.facts.lastProductHop = ProductHop(
                version: after.product?.text ?? "-", at: context.now, origin: .observed)
        }
        guard let upgrade else {
            return try tell(UpgradeAlarm.changedByOthers(from: before.words, to: after.words), &store)
        }
        let path = try path(to: upgrade.wanted, &store)
        if isRestored {
            let (now, hops) = (context.now, try? path.get())
            try advance(&store) { $0.broughtBack(after, path: hops, at: now) }
            return
        }
        let evidence = Evidence(.inventory, at: context.now, ref: ref)
        try advance(&store) { $0.changedByOthers(from: before, to: after, path: path, evidence) }
    }
}

extension DriverOutcome {
    /// Whether something may have been begun.
    fileprivate var hasBegun: Bool { if case .notBegun = self { false } else { true } }
}

extension ApplianceRecord {
    /// What the appliance said last on the way of a call, for whoever has to look after it; nil where it said nothing.
    func lastWord(of call: String) -> String? {
        guard let progress, progress.key == call else { return nil }
        let share = progress.fraction.map { "\(Int(($0 * 100).rounded())) %" }
        let said = [share, progress.message.isEmpty ? nil : progress.message].compactMap { $0 }
        return said.isEmpty ? nil : "the last that was heard of it, at \(progress.at): \(said.joined(separator: ", "))"
    }
}
