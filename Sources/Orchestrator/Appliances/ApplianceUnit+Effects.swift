import Ports
import RatchetCore
import Storage

/// What the machine asked for, done in the same unit of work.
extension ApplianceUnit {
    mutating func perform(_ effect: UpgradeEffect, _ upgrade: Upgrade, _ store: inout StoreTransaction) throws {
        switch effect {
        case .moved(let from, let to, let evidence):
            let body = ["from": from.rawValue, "to": to.rawValue, "upgrade": upgrade.id.text]
            note("upgrade.moved", body.merging(evidence.body) { own, _ in own }, actor: evidence.kind.actor)
        case .hopDone(let hop, let took, let at): try hopDone(hop, took, at, upgrade, &store)
        case .hopFailed(let hop, let reason, let at):
            record.facts.hopFailed(hop, at: at)
            try store.recordHop(
                HopRecord(
                    id: context.ids.next(), appliance: record.id, upgrade: upgrade.id, package: hop.package,
                    packageClass: hop.packageClass, sha256: facts.installedDigest(of: hop), before: hop.from,
                    after: hop.from,
                    startedAt: upgrade.attempt?.startedAt, endedAt: at, outcome: .failed, reason: reason))
            note("hop.failed", ["package": hop.package.text, "reason": reason])
        case .freeze(let freeze): record.facts.freeze = freeze
        case .alarm(let alarm): try tell(alarm, &store)
        case .noted(let noted): note(noted)
        case .ignored(let event, let state):
            note("upgrade.ignored", ["event": event, "state": state.rawValue])
        }
    }

    /// (D3) Verified: its own duration is known now (G3), and clients follow from now on (S1).
    private mutating func hopDone(
        _ hop: PlannedHop, _ took: Duration, _ at: Instant, _ upgrade: Upgrade, _ store: inout StoreTransaction
    ) throws {
        try store.recordHop(
            HopRecord(
                id: context.ids.next(), appliance: record.id, upgrade: upgrade.id, package: hop.package,
                packageClass: hop.packageClass, sha256: facts.installedDigest(of: hop), before: hop.from, after: hop.to,
                startedAt: at - took, endedAt: at, outcome: .verified))
        // What took longer than its limit waited for a person, or for a server that was away.
        if took <= HopEstimate(hop, on: facts, context.settings.upgrades).silenceLimit {
            record.facts.measure(
                MeasuredHop(package: hop.package, packageClass: hop.packageClass, took: took, estimate: hop.estimate))
        }
        record.facts.changedAt = at
        if hop.packageClass == .product {
            record.facts.lastProductHop = ProductHop(version: hop.to.product?.text ?? "-", at: at, origin: .upgrade)
        }
        record.facts.staged[hop.package] = nil
        note(
            "hop.done",
            ["package": hop.package.text, "to": hop.to.words, "seconds": "\(took.components.seconds)"])
    }

    private mutating func note(_ noted: UpgradeNote) {
        switch noted {
        case .approved(let by): note("upgrade.approved", ["by": by], actor: "admin")
        case .waived(let waiver):
            note(
                "upgrade.waived", ["rule": waiver.rule.rawValue, "by": waiver.by, "reason": waiver.reason],
                actor: "admin")
        case .paused(let pause): note("upgrade.paused", ["cause": pause.cause.rawValue, "why": pause.why])
        case .resumed(let by): note("upgrade.resumed", ["by": by], actor: "admin")
        case .restored(let versions): note("upgrade.restored", ["to": versions.words])
        case .replanned(let hops): note("upgrade.replanned", ["hops": "\(hops)"])
        case .unfrozen(let by, let reason):
            record.facts.freeze = nil
            note("appliance.unfrozen", ["by": by, "reason": reason], actor: "admin")
        }
    }
}

extension UpgradeAlarm {
    /// By name, for events and mail.
    var fields: [String: String?] {
        switch self {
        case .doNotRestart(let package, let reason):
            ["alarm": "do-not-restart", "package": package.text, "reason": reason]
        case .hopFailed(let package, let reason, let recovery):
            [
                "alarm": "hop-failed", "package": package.text, "reason": reason,
                "recovery": recovery?.way.rawValue, "until": recovery?.until,
            ]
        case .restoreFailed(let package, let reason):
            ["alarm": "restore-failed", "package": package.text, "reason": reason]
        case .overrun(let package, let windowEnded):
            ["alarm": "overrun", "package": package.text, "windowEnded": windowEnded.description]
        case .changedByOthers(let from, let to): ["alarm": "changed-by-others", "from": from, "to": to]
        case .turnHasCome(let package): ["alarm": "turn-has-come", "package": package.text]
        case .driverFails(let verb, let times, let reason):
            ["alarm": "driver-fails", "verb": verb.rawValue, "times": "\(times)", "reason": reason]
        }
    }
}
