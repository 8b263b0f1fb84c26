import RatchetCore

/// An upgrade as the store keeps it: version 2. Version 1 said whether people were told of a turn, and not of which: they are told once
/// more. Nor did it know what ran before a hop, nor which licence was wanted, which is the last hop's where that was one.
struct UpgradeDocument: CodableDocument {
    var version = 2
    var id: String
    var appliance: String
    var target: VersionsDocument
    var licence: String?
    var plannedBy: String
    var plannedAt: Int64
    var hops: [HopDocument]
    var done: Int
    var state: String
    var since: Int64
    var evidence: EvidenceDocument
    var approval: ApprovalDocument?
    var waivers: [WaiverDocument]
    var pause: PauseDocument?
    var attempt: AttemptDocument?
    var toldTurn: ToldTurnDocument?

    init(_ upgrade: Upgrade) {
        let kept = upgrade.snapshot
        (id, appliance, target) = (kept.id.text, kept.appliance.text, VersionsDocument(kept.target))
        licence = kept.licence?.text
        (plannedBy, plannedAt) = (kept.plannedBy, kept.plannedAt.microseconds)
        (hops, done, state) = (kept.hops.map(HopDocument.init), kept.done, kept.state.rawValue)
        (since, evidence) = (kept.since.microseconds, EvidenceDocument(kept.evidence))
        (approval, waivers) = (kept.approval.map(ApprovalDocument.init), kept.waivers.map(WaiverDocument.init))
        (pause, attempt) = (kept.pause.map(PauseDocument.init), kept.attempt.map(AttemptDocument.init))
        toldTurn = kept.toldTurn.map(ToldTurnDocument.init)
    }

    func upgrade() throws(StoreError) -> Upgrade {
        guard (1...2).contains(version) else { throw DocumentReader.shape }
        var (restoredHops, restoredWaivers) = ([PlannedHop](), [Waiver]())
        for hop in hops { restoredHops.append(try hop.hop()) }
        for waiver in waivers { restoredWaivers.append(try waiver.waiver()) }
        var wantedLicence = licence.map(PackageID.init(stored:))
        if version == 1, let last = restoredHops.last, last.packageClass == .licence { wantedLicence = last.package }
        return Upgrade(
            restoring: Upgrade.Snapshot(
                id: UpgradeID(id), appliance: ApplianceID(appliance), target: try target.versions(),
                licence: wantedLicence, plannedBy: plannedBy, plannedAt: Instant(microseconds: plannedAt),
                hops: restoredHops, done: done,
                state: try UpgradeState(rawValue: state).stored(), since: Instant(microseconds: since),
                evidence: try evidence.evidence(), approval: approval?.approval, waivers: restoredWaivers,
                pause: try pause?.pause(), attempt: try attempt?.attempt(), toldTurn: toldTurn?.told))
    }
}

struct HopDocument: Codable {
    var package: String
    var name: String
    var packageClass: String
    var from: VersionsDocument
    var to: VersionsDocument
    var estimate: Int64
    var restarts: Bool
    var affectsClients: Bool
    var isMajor: Bool
    var source: String?
    var sha256: String?
    var recovery: RecoveryDocument?

    init(_ hop: PlannedHop) {
        (package, name, packageClass) = (hop.package.text, hop.name, hop.packageClass.rawValue)
        (from, to, estimate) = (VersionsDocument(hop.from), VersionsDocument(hop.to), hop.estimate.microseconds)
        (restarts, affectsClients, isMajor) = (hop.restarts, hop.affectsClients, hop.isMajor)
        (source, sha256, recovery) = (hop.source, hop.sha256, hop.recovery.map(RecoveryDocument.init))
    }

    func hop() throws(StoreError) -> PlannedHop {
        PlannedHop(
            package: PackageID(stored: package), name: name,
            packageClass: try PackageClass(rawValue: packageClass).stored(), from: try from.versions(),
            to: try to.versions(), estimate: .microseconds(estimate), restarts: restarts,
            affectsClients: affectsClients,
            isMajor: isMajor, source: source, sha256: sha256, recovery: try recovery?.recovery())
    }
}

struct ApprovalDocument: Codable {
    var by: String
    var at: Int64
    var key: String

    init(_ approval: Approval) { (by, at, key) = (approval.by, approval.at.microseconds, approval.key) }

    var approval: Approval { Approval(by: by, at: Instant(microseconds: at), key: key) }
}

struct WaiverDocument: Codable {
    var rule: String
    var reason: String
    var by: String
    var at: Int64

    init(_ waiver: Waiver) {
        (rule, reason, by, at) = (waiver.rule.rawValue, waiver.reason, waiver.by, waiver.at.microseconds)
    }

    func waiver() throws(StoreError) -> Waiver {
        Waiver(try Rule(rawValue: rule).stored(), reason: reason, by: by, at: Instant(microseconds: at))
    }
}

struct PauseDocument: Codable {
    var cause: String
    var why: String
    var evidence: EvidenceDocument

    init(_ pause: UpgradePause) {
        (cause, why, evidence) = (pause.cause.rawValue, pause.why, EvidenceDocument(pause.evidence))
    }

    func pause() throws(StoreError) -> UpgradePause {
        UpgradePause(try UpgradePause.Cause(rawValue: cause).stored(), why: why, try evidence.evidence())
    }
}

struct ToldTurnDocument: Codable {
    var package: String
    var turn: Int64

    init(_ told: ToldTurn) { (package, turn) = (told.package.text, told.turn.microseconds) }

    var told: ToldTurn { ToldTurn(PackageID(stored: package), at: Instant(microseconds: turn)) }
}

struct AttemptDocument: Codable {
    var key: String
    var package: String
    var startedAt: Int64
    var silentAt: Int64
    var windowEndsAt: Int64?
    var hasOverrun: Bool
    var isByHand: Bool
    /// Left out for a hop, and in version 1.
    var isRestoring: Bool?
    /// Left out in version 1.
    var before: VersionsDocument?
    var trouble: String?

    init(_ attempt: HopAttempt) {
        (key, package) = (attempt.key, attempt.package.text)
        (startedAt, silentAt) = (attempt.startedAt.microseconds, attempt.silentAt.microseconds)
        windowEndsAt = attempt.windowEndsAt?.microseconds
        (hasOverrun, isByHand, trouble) = (attempt.hasOverrun, attempt.isByHand, attempt.trouble)
        (isRestoring, before) = (attempt.isRestoring ? true : nil, attempt.before.map(VersionsDocument.init))
    }

    func attempt() throws(StoreError) -> HopAttempt {
        HopAttempt(
            key: key, package: PackageID(stored: package), startedAt: Instant(microseconds: startedAt),
            silentAt: Instant(microseconds: silentAt), windowEndsAt: Instant(stored: windowEndsAt),
            hasOverrun: hasOverrun, isByHand: isByHand, isRestoring: isRestoring ?? false,
            before: try before?.versions(), trouble: trouble)
    }
}
