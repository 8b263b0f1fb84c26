import Foundation

extension SimulatedDevice {
    /// What to do now. Nothing is under way when this is asked.
    mutating func next(at now: Date, in surroundings: Surroundings) -> DeviceAction {
        if case .gone = enrolment { return .finish }
        if isSilent(at: now) { return .wait(until: update.due) }
        if let end = timers.offlineUntil {
            if now < end { return .wait(until: end) }
            comeBack(at: now)
        }
        passTime(to: now, in: surroundings)
        reviewIfDue(at: now, in: surroundings)
        if let retry = timers.retry, retry > now { return .wait(until: earliest([retry, update.due])) }
        noteStatus()
        while let errand = errands.first {
            if let action = send(errand, in: surroundings) { return action }
            errands.removeFirst()
        }
        let isEnrolled = enrolment == .enrolled
        return .wait(
            until: earliest(isEnrolled ? [timers.poll, fullReportDue, timers.journey, update.due] : [timers.enrolment]))
    }

    /// A push has come. A device without power or network misses it; the poll after the restart makes up for it.
    /// One that comes before the enrolment is through is followed once it is.
    mutating func woken(at now: Date) {
        guard enrolment == .enrolled || enrolment == .enrolling, !isSilent(at: now), timers.offlineUntil == nil
        else { return }
        timers.retry = nil
        let waiting = inFlight == nil ? errands[...] : errands.dropFirst()
        if !waiting.contains(.idle) { errands.append(.idle) }
    }

    /// The device is loaded from a file: it looks after its server at once.
    mutating func resumed(at now: Date) {
        guard enrolment == .enrolled else {
            if enrolment == .enrolling { startEnrolment() }
            return
        }
        timers.retry = nil
        errands = [.idle]
        if declarative != nil { errands.append(.tokens) }
        if update.phase == .authorising { errands.append(.getBootstrapToken) }
        isStatusDue = true
        isReviewDue = true
    }

    /// Restarting into the new system: nothing goes out, nothing comes in.
    func isSilent(at now: Date) -> Bool {
        guard update.phase == .installing, let silentFrom = update.silentFrom, let due = update.due else {
            return false
        }
        return silentFrom <= now && now < due
    }

    private var fullReportDue: Date? {
        declarative == nil || !capabilities.hasFullReports ? nil : timers.fullReport
    }

    private func earliest(_ dates: [Date?]) -> Date? {
        dates.compactMap { $0 }.min()
    }

    private mutating func passTime(to now: Date, in surroundings: Surroundings) {
        if enrolment == .new, let date = timers.enrolment, date <= now { startEnrolment() }
        guard enrolment == .enrolled else { return }
        passUpdateTime(to: now, in: surroundings)
        passMoodTime(to: now)
        if let poll = timers.poll, poll <= now {
            schedulePoll(after: surroundings.durations.poll, at: now)
            if !errands.contains(where: \.isConnect) { errands.append(.idle) }
        }
        if let date = fullReportDue, date <= now {
            timers.fullReport = now + random.seconds(in: surroundings.durations.fullReport)
            errands.append(.status(full: true))
            askForTokens()
        }
    }

    private mutating func passUpdateTime(to now: Date, in surroundings: Surroundings) {
        let before = update
        let effect = update.advance(to: now, durations: walkDurations(in: surroundings), random: &random)
        if update != before { isStatusDue = true }
        noteDownload(before, at: now)
        switch effect {
        case .askBootstrapToken: askBootstrapToken(at: now, in: surroundings)
        case .installed(let target): restarted(into: target, at: now)
        case nil: break
        }
    }

    /// Back on the network with a new system: everything of the old connection is forgotten.
    private mutating func restarted(into target: UpdateTarget, at now: Date) {
        system = target.system
        errands = [.idle]
        sync = nil
        timers.retry = nil
        timers.failedAttempts = 0
        isReviewDue = true
        isStatusDue = true
    }

    /// Its user installs the newest release on offer by hand. False when there is none, or an update is under way.
    mutating func updateByHand(in surroundings: Surroundings) -> Bool {
        guard enrolment == .enrolled, update.phase != .installing else { return false }
        let offers = surroundings.catalog.rows.filter {
            $0.list == model.platform.feedList && $0.devices.contains(model.feedKey) && $0.prerequisite == nil
                && $0.version > system.version
        }
        guard let newest = offers.max(by: { $0.version < $1.version }) else { return false }
        system = InstalledSystem(version: newest.version, build: newest.build)
        errands = [.idle]
        (inFlight, sync, timers.retry) = (nil, nil, nil)
        (isReviewDue, isStatusDue) = (true, true)
        return true
    }

    mutating func schedulePoll(after range: ClosedRange<Double>, at now: Date) {
        timers.poll = now + random.seconds(in: range)
    }

    mutating func askForTokens() {
        guard declarative != nil, sync == nil, !errands.contains(.tokens) else { return }
        errands.append(.tokens)
    }

    /// A report is an errand like others; it waits until a synchronisation is through.
    private mutating func noteStatus() {
        guard isStatusDue, declarative != nil, sync == nil else { return }
        isStatusDue = false
        let hasReport = errands.contains { if case .status = $0 { true } else { false } }
        if !hasReport { errands.append(.status(full: false)) }
    }
}
