/// (S1) The soak after the product hop before, by the clock (S7).
public struct SoakGate: HopGate {
    public let rule: Rule? = .S1
    public init() {}

    public func judge(_ situation: HopSituation, _ hop: PlannedHop) -> Verdict? {
        guard Soak.holds(situation.upgrade.hopsToDo) else { return nil }
        let soak = Soak(of: situation.appliance, length: situation.policy.soak)
        guard !soak.isOver(at: situation.now) else { return nil }
        let version: String
        switch soak.origin {
        case .hop(let hop): version = hop.version
        case .adoption: version = "-"
        }
        return Verdict(
            .notYet, .soaking, since: soak.startedAt, evidence: [Evidence(.hop, at: soak.startedAt, ref: version)],
            next: Expectation(.endSoak, by: soak.endsAt), details: ["version": version, "until": "\(soak.endsAt)"])
    }
}

/// (G1) A backup of the configuration: fresh, newer than its last change, and read again by its checksum.
public struct BackupGate: HopGate {
    public let rule: Rule? = .G1
    public init() {}

    public func judge(_ situation: HopSituation, _ hop: PlannedHop) -> Verdict? {
        let backup = situation.appliance.backup
        if let trouble = backup.trouble {
            return Verdict(.no, .backupFailed, since: trouble.at, details: ["why": trouble.reason])
        }
        guard let good = backup.good else { return Verdict(.notYet, .backupMissing, next: Expectation(.takeBackup)) }
        let evidence = [Evidence(.backup, at: good.at, ref: good.value.reference)]
        guard good.at >= BackupGate.oldest(situation) else {
            return Verdict(
                .notYet, .backupStale, since: good.at, evidence: evidence, next: Expectation(.takeBackup))
        }
        guard good.value.isVerified else {
            return Verdict(.no, .backupUnverified, since: good.at, evidence: evidence)
        }
        return nil
    }

    /// Since when one may be used: not too old, and newer than the last change of the configuration. A hop changes what is to be
    /// restored as well, so each takes one of its own.
    private static func oldest(_ situation: HopSituation) -> Instant {
        let appliance = situation.appliance
        // The appliance's clock may be ahead of ours; what it speaks of has happened when it speaks of it.
        let configured = appliance.health.good.flatMap { good in
            good.value.configurationChangedAt.map { min($0, good.at) }
        }
        let changes = [configured, appliance.changedAt].compactMap { $0 }
        return changes.reduce(situation.now - situation.policy.backupAge, max)
    }
}

/// (G2) The TLS certificate and its key are kept off the appliance.
public struct ExportGate: HopGate {
    public let rule: Rule? = .G2
    public init() {}

    public func judge(_ situation: HopSituation, _ hop: PlannedHop) -> Verdict? {
        let export = situation.appliance.certificate
        if let trouble = export.trouble {
            return Verdict(.no, .exportFailed, since: trouble.at, details: ["why": trouble.reason])
        }
        guard let good = export.good, export.isNewer(than: situation.now - situation.policy.exportAge) else {
            return Verdict(.notYet, .exportMissing, since: export.good?.at, next: Expectation(.exportCertificate))
        }
        // Asking again gives the same, until somebody lets the key be exported.
        guard good.value.hasPrivateKey else {
            return Verdict(
                .no, .exportKeyless, since: good.at,
                evidence: [Evidence(.driverCall, at: good.at, ref: good.value.reference)])
        }
        return nil
    }
}

/// The package's file lies at the appliance and is the one that the graph means.
public struct StagingGate: HopGate {
    public let rule: Rule? = nil
    public init() {}

    public func judge(_ situation: HopSituation, _ hop: PlannedHop) -> Verdict? {
        guard hop.source != nil else { return nil }
        let (lies, trouble) = (situation.appliance.staged[hop.package], situation.appliance.stagingTrouble)
        if let trouble, lies.map({ $0.at <= trouble.at && $0.isAnother(than: hop) }) ?? true {
            return Verdict(
                .no, .stageFailed, since: trouble.at, details: ["package": hop.package.text, "why": trouble.reason])
        }
        guard let staged = lies else {
            return Verdict(
                .notYet, .notStaged, next: Expectation(.stagePackage), details: ["package": hop.package.text])
        }
        guard staged.isAnother(than: hop), let wanted = hop.sha256, let found = staged.sha256 else { return nil }
        return Verdict(
            .no, .digestMismatch, since: staged.at,
            evidence: [Evidence(.driverCall, at: staged.at, ref: "stage")],
            details: ["package": hop.package.text, "wanted": wanted, "found": found])
    }
}

extension StagedPackage {
    /// Whether it is known to be another file than the one that the graph means.
    public func isAnother(than hop: PlannedHop) -> Bool {
        guard let sha256, let wanted = hop.sha256 else { return false }
        return sha256 != wanted
    }
}

/// (G3) The window is open, and for as long as the hop needs: it is measured here, whoever found it.
public struct WindowGate: HopGate {
    public let rule: Rule? = .G3
    public init() {}

    public func judge(_ situation: HopSituation, _ hop: PlannedHop) -> Verdict? {
        let needed = HopEstimate(hop, on: situation.appliance, situation.policy).needed
        let minutes = "\(max(1, needed.components.seconds / 60))"
        switch situation.window {
        case .open(let until):
            guard until.since(situation.now) < needed else { return nil }
            return tooShort(until, next: Expectation(.openWindow), minutes)
        case .none: return Verdict(.no, .noWindow, details: ["minutes": minutes])
        case .shut(let next, let reason):
            guard let next else { return Verdict(.no, .noWindow, details: ["minutes": minutes]) }
            return Verdict(
                .notYet, .windowShut, evidence: [Evidence(.calendar, at: next, ref: "window")],
                next: Expectation(.openWindow, by: next), details: ["minutes": minutes, "why": reason ?? "-"])
        case .tooShort(let endsAt, let next):
            guard let next else { return Verdict(.no, .noWindow, details: ["minutes": minutes]) }
            return tooShort(endsAt, next: Expectation(.openWindow, by: next), minutes)
        }
    }

    private func tooShort(_ endsAt: Instant, next: Expectation, _ minutes: String) -> Verdict {
        Verdict(
            .notYet, .windowTooShort, evidence: [Evidence(.calendar, at: endsAt, ref: "window")], next: next,
            details: ["minutes": minutes, "until": "\(endsAt)"])
    }
}
