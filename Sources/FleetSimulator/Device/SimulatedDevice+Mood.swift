import Foundation

extension SimulatedDevice {
    /// Its phases may be longer than those of others.
    func walkDurations(in surroundings: Surroundings) -> PhaseDurations {
        let slowness = traits.slowness
        return slowness == 1 ? surroundings.durations : surroundings.durations.faster(by: 1 / slowness)
    }

    /// A report was taken: some moods begin with the first one.
    mutating func reported(_ draft: StatusDraft, at now: Date, in surroundings: Surroundings) {
        guard !draft.isCopy else { return }
        let traits = traits
        if traits.goesOffline, !past.wasOffline {
            past.wasOffline = true
            timers.offlineUntil = now + random.seconds(in: surroundings.durations.absence)
        }
        if traits.travels, !past.hasTravelled, timers.journey == nil {
            timers.journey = now + random.seconds(in: surroundings.durations.absence)
        }
        if traits.repeatsReports { sendAgain(draft) }
    }

    /// The report before comes late, after the one that replaced it, and that one comes twice.
    private mutating func sendAgain(_ draft: StatusDraft) {
        var copy = draft
        copy.isCopy = true
        errands.insert(contentsOf: [lastReport, copy].compactMap { $0.map { .repeated($0) } }, at: 0)
        lastReport = copy
    }

    /// Back on the network, it looks after its server at once.
    mutating func comeBack(at now: Date) {
        timers.offlineUntil = nil
        guard enrolment == .enrolled else { return }
        timers.retry = nil
        if !errands.contains(where: \.isConnect) { errands.append(.idle) }
    }

    /// What the mood does by itself when its time has come.
    mutating func passMoodTime(to now: Date) {
        if let journey = timers.journey, journey <= now { arrive() }
        if traits.reenrols, !past.hasReenrolled, update.phase == .prepared { reenrol() }
    }

    /// In another time zone the same deadline is another moment.
    private mutating func arrive() {
        timers.journey = nil
        past.hasTravelled = true
        let others = DeviceIdentity.zones.filter { $0 != zone }
        journeyZone = others.randomElement(using: &random)
        isReviewDue = true
    }

    private mutating func reenrol() {
        self = unmanaged()
        past.hasReenrolled = true
        startEnrolment()
    }

    /// The same device without its management and all that came with it; it is off until it enrols.
    func unmanaged() -> SimulatedDevice {
        var fresh = SimulatedDevice(
            index: index, identity: identity, model: model, mood: mood, system: system, enrolment: .new,
            update: UpdateWalk(temper: update.temper), random: random)
        // Its profile, key and certificate go with its management.
        fresh.management = management.map { DeviceManagement(showsCertificate: $0.showsCertificate) }
        (fresh.alarms, fresh.alarmCount) = (alarms, alarmCount)
        (fresh.journeyZone, fresh.clockError) = (journeyZone, clockError)
        (fresh.past, fresh.downloads) = (past, downloads)
        return fresh
    }

    /// A Mac that had no bootstrap token to give escrows one as soon as it can, and asks for it.
    mutating func askBootstrapToken(at now: Date, in surroundings: Surroundings) {
        if traits.lack == .bootstrapToken, !hasEscrowedToken,
            update.hasMintedToken(at: now, durations: surroundings.durations, random: &random)
        {
            errands.append(.setBootstrapToken)
        }
        errands.append(.getBootstrapToken)
    }

    /// What was downloaded before this moment is kept in mind, whether or not it could be used.
    mutating func noteDownload(_ before: UpdateWalk, at now: Date) {
        guard before.phase == .downloading, update.phase != .downloading, let target = before.target,
            update.failure?.reason != UpdateFailure.noSpace
        else { return }
        let kind = target.version.major == system.version.major ? "update" : "upgrade"
        downloads.append(
            Download(
                name: "\(model.platform.feedList) \(target.supplementalBuild) \(kind)",
                bytes: UpdateSize.bytes(from: system, to: target, on: model.platform), at: now))
    }
}
