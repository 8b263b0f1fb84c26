import AppleMDM
import Foundation

extension SimulatedDevice {
    /// The server has answered the request under way.
    mutating func answered(_ reply: DeviceReply, at now: Date, in surroundings: Surroundings) {
        guard let request = inFlight else { return }
        inFlight = nil
        switch ReplyVerdict(reply, to: request) {
        case .accepted: succeeded(request, reply, at: now, in: surroundings)
        case .notOnServer: succeeded(request, nil, at: now, in: surroundings)
        case .unavailable(let retryAfter): backOff(at: now, atLeast: retryAfter, in: surroundings)
        case .refused: refused(request, reply, at: now, in: surroundings)
        case .unenrolled(let reason): leave(reason, at: now)
        }
    }

    /// The request under way got no answer: the server may have taken it or not, so it is sent again.
    mutating func unreachable(at now: Date, in surroundings: Surroundings) {
        inFlight = nil
        backOff(at: now, atLeast: nil, in: surroundings)
    }

    private mutating func succeeded(
        _ request: DeviceRequest, _ reply: DeviceReply?, at now: Date, in surroundings: Surroundings
    ) {
        timers.failedAttempts = 0
        timers.retry = nil
        if !errands.isEmpty { errands.removeFirst() }
        switch request {
        case .authenticate: break
        case .tokenUpdate: enrolled(at: now, in: surroundings)
        case .setBootstrapToken: hasEscrowedToken = true
        case .getBootstrapToken: tokenReturned(reply, at: now, in: surroundings)
        case .connect(let report): connected(report, reply, at: now, in: surroundings)
        case .tokens: tokensReceived(reply, at: now)
        case .declarationItems: itemsReceived(reply, at: now)
        case .declaration(let entry): declarationReceived(entry, reply, at: now)
        case .status(let draft): statusTaken(draft, reply, at: now, in: surroundings)
        }
    }

    /// Doubled with every failure up to a limit, and never the same for all devices.
    private mutating func backOff(at now: Date, atLeast wish: Double?, in surroundings: Surroundings) {
        let durations = surroundings.durations
        let factor = pow(2, Double(min(timers.failedAttempts, 16)))
        let longest = min(durations.firstRetry * factor, durations.slowestRetry)
        timers.failedAttempts += 1
        let jittered = longest * random.seconds(in: 0.5...1)
        let wished = min(wish ?? 0, durations.slowestRetry) * random.seconds(in: 1...1.2)
        timers.retry = now + max(jittered, wished)
    }

    /// A device has nobody to ask: it notes the refusal, drops what it was at, and comes back later.
    private mutating func refused(
        _ request: DeviceRequest, _ reply: DeviceReply, at now: Date, in surroundings: Surroundings
    ) {
        alarm("\(reply.status) to \(request.name)", at: now)
        comeLater(at: now, in: surroundings)
        if request == .getBootstrapToken {
            update.refused(at: now, durations: walkDurations(in: surroundings), random: &random)
        }
        guard enrolment == .enrolled else {
            errands.removeAll { !$0.isEnrolment }
            return
        }
        abandon()
        isStatusDue = true
    }

    /// Nothing before a good while is over: the same would be refused again.
    mutating func comeLater(at now: Date, in surroundings: Surroundings) {
        timers.failedAttempts += 1
        timers.retry = now + surroundings.durations.slowestRetry * random.seconds(in: 0.8...1.2)
    }

    /// Ends whatever conversation is under way; the next poll or push begins a new one.
    mutating func abandon() {
        errands.removeAll { !$0.isEnrolment }
        sync = nil
        syncRounds = 0
        commandsTaken = 0
    }

    private mutating func leave(_ reason: String, at now: Date) {
        alarm("unenrolled: \(reason)", at: now)
        enrolment = .gone(reason: reason)
        errands = []
        declarative = nil
        sync = nil
        review = DeclarationReview()
        update.retarget(nil, at: now, durations: .realistic, random: &random)
    }

    private mutating func enrolled(at now: Date, in surroundings: Surroundings) {
        guard enrolment == .enrolling else { return }
        enrolment = .enrolled
        timers.enrolment = nil
        schedulePoll(after: surroundings.durations.poll, at: now)
    }

    /// The token that comes back must be the one that was given.
    private mutating func tokenReturned(_ reply: DeviceReply?, at now: Date, in surroundings: Surroundings) {
        let body = reply?.body ?? Data()
        let token = body.isEmpty ? nil : (try? GetBootstrapTokenResponse(plist: body))?.bootstrapToken
        if let token, !token.isEmpty, Array(token) == identity.bootstrapToken {
            update.authorised(at: now, durations: walkDurations(in: surroundings), random: &random)
        } else {
            if hasEscrowedToken { alarm("the escrowed bootstrap token did not come back", at: now) }
            update.refused(at: now, durations: walkDurations(in: surroundings), random: &random)
        }
        isStatusDue = true
    }

    private mutating func statusTaken(
        _ draft: StatusDraft, _ reply: DeviceReply?, at now: Date, in surroundings: Surroundings
    ) {
        // The copy of an older report changes nothing in what the server has confirmed last.
        if !draft.isCopy { declarative?.confirm(draft) }
        if reply?.body.isEmpty == false { alarm("a body in answer to status", at: now) }
        if timers.fullReport == nil {
            timers.fullReport = now + random.seconds(in: surroundings.durations.fullReport)
        }
        reported(draft, at: now, in: surroundings)
    }
}
