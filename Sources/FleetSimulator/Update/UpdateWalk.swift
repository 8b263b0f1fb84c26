import Foundation
import SeededRandom

/// What a device's update needs from outside.
enum UpdateEffect: Equatable, Sendable {
    /// Ask the server for the bootstrap token; then call `authorised` or `refused`.
    case askBootstrapToken
    /// The device has restarted and runs the target.
    case installed(UpdateTarget)
}

/// The walk of one update, from the declaration taking effect to the new system.
///
///     idle ─► waiting ─► downloading ─► prepared ─► (authorising) ─► installing ─► idle, on the new system
///                ▲            │                         │
///                └── failed ◄─┴─────────────────────────┘
///
/// Apple's phases 3 to 6 (reference 5). Time and chance are arguments.
struct UpdateWalk: Codable, Equatable, Sendable {
    enum Phase: String, Codable, CaseIterable, Sendable {
        /// Nothing to install. Leaves by `retarget` to `waiting`.
        case idle
        /// Leaves by time to `downloading`.
        case waiting
        /// Leaves by time to `prepared`, or to `failed`.
        case downloading
        /// The user is told. Leaves when the user decides, or at the deadline, to `authorising` or `installing`.
        case prepared
        /// A Mac waits for its bootstrap token. Leaves by `authorised` to `installing`, by `refused` to `failed`.
        case authorising
        /// Restarts and is silent. Leaves by time to `idle`.
        case installing
        /// Leaves by time to `waiting`, or fails once more.
        case failed
    }

    let temper: UpdateTemper
    private(set) var phase: Phase = .idle
    private(set) var target: UpdateTarget?
    /// When the phase ends by itself.
    var due: Date?
    /// From when on an installing device is silent.
    private(set) var silentFrom: Date?
    private(set) var failure: UpdateFailure?
    /// Whether the user asked for the install, and not the deadline.
    private(set) var userDecided = false
    private(set) var installedCount = 0
    /// What the phase waits for, where it is not just busy.
    var hold: UpdateHold?
    /// When what it lacks is there; nothing before it was missed. It stays: nothing is lacking twice.
    var recovery: Date?
    /// When a user on leave is back; nothing before an update was ready for the first time.
    var userBack: Date?
    /// The night that the user has agreed to.
    var tonight: Date?

    init(temper: UpdateTemper = UpdateTemper()) {
        self.temper = temper
    }

    /// Declarations, catalog or system have changed: this is what is to be installed now.
    ///
    /// Taking the target away stops everything but an install in progress; another release starts from the
    /// beginning; another deadline for the same release is only noted.
    mutating func retarget(
        _ wanted: UpdateTarget?, at now: Date, durations: PhaseDurations, random: inout SeededRandom
    ) {
        guard phase != .installing else { return }
        guard let wanted else { return stop() }
        if let target, target.isSameRelease(as: wanted) {
            self.target = wanted
            if phase == .prepared, let due { self.due = min(due, max(now, wanted.deadline)) }
            return
        }
        stop()
        target = wanted
        enter(.waiting, until: now + random.seconds(in: durations.waiting))
    }

    /// Time has passed: at most one effect, and the next phase.
    mutating func advance(to now: Date, durations: PhaseDurations, random: inout SeededRandom) -> UpdateEffect? {
        guard let due, due <= now, let target else { return nil }
        switch phase {
        case .idle, .authorising:
            self.due = nil
        case .waiting:
            if misses([.power, .network], at: now, durations: durations, random: &random) { return nil }
            enter(.downloading, until: now + random.seconds(in: durations.downloading))
        case .downloading:
            downloaded(target, at: now, durations: durations, random: &random)
        case .prepared:
            return decide(target, at: now, durations: durations, random: &random)
        case .installing:
            stop()
            installedCount += 1
            return .installed(target)
        case .failed:
            retry(at: now, durations: durations, random: &random)
        }
        return nil
    }

    /// The server returned the token.
    mutating func authorised(at now: Date, durations: PhaseDurations, random: inout SeededRandom) {
        guard phase == .authorising else { return }
        install(at: now, durations: durations, random: &random)
    }

    /// The server has no token, or another one.
    mutating func refused(at now: Date, durations: PhaseDurations, random: inout SeededRandom) {
        guard phase == .authorising else { return }
        if temper.lack == .bootstrapToken {
            // A Mac that never escrowed one stays prepared and tries again about every hour (reference 3.2).
            enter(.prepared, until: now + random.seconds(in: durations.retryAfterFailure))
            hold = .bootstrapToken
            return
        }
        fail(UpdateFailure.noBootstrapToken, at: now, durations: durations, random: &random)
    }
}

extension UpdateWalk {
    private mutating func enter(_ next: Phase, until date: Date?) {
        phase = next
        due = date
        hold = nil
    }

    private mutating func stop() {
        enter(.idle, until: nil)
        target = nil
        silentFrom = nil
        failure = nil
        userDecided = false
        tonight = nil
    }

    private mutating func downloaded(
        _ target: UpdateTarget, at now: Date, durations: PhaseDurations, random: inout SeededRandom
    ) {
        if temper.neverHasSpace || misses([.space], at: now, durations: durations, random: &random) {
            return fail(UpdateFailure.noSpace, at: now, durations: durations, random: &random)
        }
        if failure?.count ?? 0 < temper.failures, installedCount == 0 {
            return fail(UpdateFailure.notVerified, at: now, durations: durations, random: &random)
        }
        let isPastDue = target.deadline <= now
        let decision = now + random.seconds(in: isPastDue ? durations.pastDueNotice : durations.notice)
        enter(.prepared, until: isPastDue ? decision : min(decision, target.deadline))
        hold = .user
    }

    private mutating func decide(
        _ target: UpdateTarget, at now: Date, durations: PhaseDurations, random: inout SeededRandom
    ) -> UpdateEffect? {
        if let postponement = postponed(target, at: now, durations: durations, random: &random) {
            (hold, due) = (postponement.hold, postponement.until)
            return nil
        }
        if misses([.battery], at: now, durations: durations, random: &random) {
            fail(UpdateFailure.lowBattery, at: now, durations: durations, random: &random)
            return nil
        }
        userDecided = now < target.deadline
        guard temper.needsBootstrapToken else {
            install(at: now, durations: durations, random: &random)
            return nil
        }
        enter(.authorising, until: nil)
        return .askBootstrapToken
    }

    private mutating func install(at now: Date, durations: PhaseDurations, random: inout SeededRandom) {
        let length = random.seconds(in: durations.installing)
        silentFrom = now + length / 4
        enter(.installing, until: now + length)
    }

    private mutating func fail(
        _ reason: String, at now: Date, durations: PhaseDurations, random: inout SeededRandom
    ) {
        failure = UpdateFailure(count: (failure?.count ?? 0) + 1, reason: reason, timestamp: now)
        let lack = hold
        enter(.failed, until: now + random.seconds(in: durations.retryAfterFailure))
        hold = lack
    }

    /// A device without space or charge finds that out at once and stays failed; another one begins again.
    private mutating func retry(at now: Date, durations: PhaseDurations, random: inout SeededRandom) {
        if temper.neverHasSpace {
            fail(UpdateFailure.noSpace, at: now, durations: durations, random: &random)
        } else if let failure, misses([.space, .battery], at: now, durations: durations, random: &random) {
            fail(failure.reason, at: now, durations: durations, random: &random)
        } else {
            enter(.waiting, until: now + random.seconds(in: durations.waiting))
        }
    }
}
