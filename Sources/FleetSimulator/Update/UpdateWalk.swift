import Foundation
import SeededRandom

/// What a device's update needs from outside.
enum UpdateEffect: Equatable, Sendable {
    /// Ask the server for the bootstrap token; then call `authorised` or `refused`.
    case askBootstrapToken
    /// The device has restarted and runs the target.
    case installed(UpdateTarget)
}

/// What makes one device's update differ from another's.
struct UpdateTemper: Codable, Equatable, Sendable {
    /// An Apple-silicon Mac is authorised by the bootstrap token that it gave to the server.
    var needsBootstrapToken = false
    var failsFirstAttempt = false
    var neverHasSpace = false
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
    private(set) var due: Date?
    /// From when on an installing device is silent.
    private(set) var silentFrom: Date?
    private(set) var failure: UpdateFailure?
    /// Whether the user asked for the install, and not the deadline.
    private(set) var userDecided = false
    private(set) var installedCount = 0

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
        fail(UpdateFailure.noBootstrapToken, at: now, durations: durations, random: &random)
    }
}

extension UpdateWalk {
    private mutating func enter(_ next: Phase, until date: Date?) {
        phase = next
        due = date
    }

    private mutating func stop() {
        enter(.idle, until: nil)
        target = nil
        silentFrom = nil
        failure = nil
        userDecided = false
    }

    private mutating func downloaded(
        _ target: UpdateTarget, at now: Date, durations: PhaseDurations, random: inout SeededRandom
    ) {
        if temper.neverHasSpace {
            return fail(UpdateFailure.noSpace, at: now, durations: durations, random: &random)
        }
        if temper.failsFirstAttempt, failure == nil, installedCount == 0 {
            return fail(UpdateFailure.notVerified, at: now, durations: durations, random: &random)
        }
        let isPastDue = target.deadline <= now
        let decision = now + random.seconds(in: isPastDue ? durations.pastDueNotice : durations.notice)
        enter(.prepared, until: isPastDue ? decision : min(decision, target.deadline))
    }

    private mutating func decide(
        _ target: UpdateTarget, at now: Date, durations: PhaseDurations, random: inout SeededRandom
    ) -> UpdateEffect? {
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
        enter(.failed, until: now + random.seconds(in: durations.retryAfterFailure))
    }

    /// A device without space finds that out at once and stays failed; another one begins again.
    private mutating func retry(at now: Date, durations: PhaseDurations, random: inout SeededRandom) {
        if temper.neverHasSpace {
            fail(UpdateFailure.noSpace, at: now, durations: durations, random: &random)
        } else {
            enter(.waiting, until: now + random.seconds(in: durations.waiting))
        }
    }
}
