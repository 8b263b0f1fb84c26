import RatchetCore
import Testing

/// Every event of the machine, in the forms that matter, told at one moment.
enum UpgradeEvent: CaseIterable {
    case approve, waive, waiveHard, start, pause, resume, resumeOverNothing, cancel, unfreeze, restore, restored
    case restoredStale, beginHop, beginByHand, calledOff, calledOffStale, installed, installedStale, installFailed,
        answerLost, reported
    case reportedSick, reportedOld, reportedEarlier, changedByOthers, changedAstray, broughtBack, turnHasCome,
        timePassed
    case timePassedUnasked, windowClosed

    /// The method that it calls.
    var method: String {
        switch self {
        case .waiveHard: "waive"
        case .resumeOverNothing: "resume"
        case .restoredStale: "restored"
        case .beginByHand: "beginHop"
        case .calledOffStale: "calledOff"
        case .installedStale: "installed"
        case .reportedSick, .reportedOld, .reportedEarlier: "reported"
        case .changedAstray: "changedByOthers"
        case .timePassedUnasked, .windowClosed: "timePassed"
        default: "\(self)"
        }
    }

    /// Whether a person's word is behind it.
    var isByPerson: Bool {
        ["approve", "waive", "start", "pause", "resume", "cancel", "unfreeze", "restore"].contains(method)
    }

    func happen(to it: inout Upgrade, _ scene: UpgradeScene, at now: Instant) throws -> [UpgradeEffect] {
        switch self {
        case .approve: it.approve(by: "grace", at: now)
        case .waive: it.waive(Waiver(.S1, reason: "r", by: "ada", at: now))
        case .waiveHard: it.waive(Waiver(.D1, reason: "r", by: "ada", at: now))
        case .start: it.start(by: "ada", at: now)
        case .pause: it.pause(by: "ada", because: "lunch", at: now)
        case .resume: it.resume(by: "ada", over: Array(it.hopsToDo), at: now)
        case .resumeOverNothing: it.resume(by: "ada", over: [], at: now)
        case .cancel: it.cancel(by: "ada", at: now)
        case .unfreeze: it.unfreeze(by: "ada", because: "the vendor has looked", at: now)
        case .restore: it.restore(key: "k1", by: "ada", limit: .hours(1), at: now)
        case .restored: it.restored(key: "k1", at: now)
        case .restoredStale: it.restored(key: "k0", at: now)
        case .beginHop: it.beginHop(key: "k1", silentAt: now + .hours(1), windowEndsAt: now + .hours(4), at: now)
        case .beginByHand:
            it.beginHop(
                key: "k1", isByHand: true, silentAt: now + .hours(1), windowEndsAt: now + .hours(4), at: now)
        case .calledOff: it.calledOff(key: "k1", at: now)
        case .calledOffStale: it.calledOff(key: "k0", at: now)
        case .installed: it.installed(key: "k1", at: now)
        case .installedStale: it.installed(key: "k0", at: now)
        case .installFailed: it.installFailed(key: "k1", reason: "disk", at: now)
        case .answerLost: it.answerLost(key: "k1", reason: "broken pipe", at: now)
        case .reported: report(it.nextHop?.to, to: &it, at: now)
        case .reportedSick: report(it.nextHop?.to, alarms: ["raid"], to: &it, at: now)
        case .reportedOld: report(it.nextHop?.from, to: &it, at: now)
        case .reportedEarlier: report(it.nextHop?.to, readAt: Instant(seconds: 0), to: &it, at: now)
        case .changedByOthers: changed(&it, .success(Array(it.hopsToDo.dropFirst())), at: now)
        case .changedAstray: changed(&it, .failure(UpgradeNoPath("no package leads on")), at: now)
        case .broughtBack: it.broughtBack(it.attempt?.before ?? it.target, path: Array(it.hopsToDo), at: now)
        case .turnHasCome: it.turnHasCome(now)
        case .timePassed: it.timePassed(now + .days(2), asked(scene, at: now + .days(2)))
        case .timePassedUnasked: it.timePassed(now + .days(2), asked(scene, at: Instant(seconds: 0)))
        case .windowClosed: it.timePassed(it.attempt?.windowEndsAt ?? now, scene.appliance)
        }
    }

    private func asked(_ scene: UpgradeScene, at moment: Instant) -> ApplianceFacts {
        var appliance = scene.appliance
        appliance.inventory = Reading(trouble: ReadingTrouble("no answer", at: moment))
        return appliance
    }

    private func report(
        _ installed: InstalledVersions?, alarms: [String] = [], readAt: Instant? = nil, to it: inout Upgrade,
        at now: Instant
    ) -> [UpgradeEffect] {
        let runs = installed ?? it.target
        return it.reported(
            Reading(good: Reading.Good(ApplianceInventory(installed: runs), at: readAt ?? now, ref: "c")),
            Reading(good: Reading.Good(ApplianceHealth(alarms: alarms), at: now, ref: "c")), at: now)
    }

    private func changed(
        _ it: inout Upgrade, _ path: Result<[PlannedHop], UpgradeNoPath>, at now: Instant
    ) -> [UpgradeEffect] {
        it.changedByOthers(
            from: it.target, to: it.target, path: path, Evidence(.inventory, at: now, ref: "c"))
    }
}

/// Upgrades in one state, in all the ways that make a difference.
enum UpgradeVariants {
    static func all(in state: UpgradeState) throws -> [Upgrade] {
        let paths = try [path("base-6.1", "product-22.2"), path("product-22.2", "product-22.3"), path("base-6.1")]
        return try paths.flatMap { hops in
            try [false, true].flatMap { isByHand in
                try [false, true].map { isPaused in
                    try upgrade(in: state, hops, isByHand: isByHand, isPaused: isPaused)
                }
            }
        }
    }

    private static func upgrade(
        in state: UpgradeState, _ hops: [PlannedHop], isByHand: Bool, isPaused: Bool
    ) throws -> Upgrade {
        let hasAttempt = state.isHopping || [.stopped, .frozen, .restoring].contains(state)
        return try UpgradeScene(hops).upgrade.with { snapshot in
            snapshot.state = state
            snapshot.since = noon
            if hasAttempt {
                snapshot.attempt = HopAttempt(
                    key: "k1", package: hops[0].package, startedAt: noon, silentAt: noon + .hours(1),
                    windowEndsAt: noon + .hours(2), isByHand: isByHand, isRestoring: state == .restoring,
                    before: hops[0].from)
            }
            if isPaused {
                snapshot.pause = UpgradePause(.person, why: "lunch", Evidence(.person, at: noon, ref: "ada"))
            }
        }
    }
}
