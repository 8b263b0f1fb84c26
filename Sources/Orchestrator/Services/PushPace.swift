import Ports
import Synchronization

/// Spreads pushes over time: so many a second at most, and one by one while the service takes none.
///
/// Every device that is woken comes back with some requests. A change for a whole fleet must not bring all of them within
/// a second, and a service that is out of reach is not to be tried with every push that waits.
struct PushSpread {
    private let perSecond: Double
    /// What may be begun beyond what a second's share gives; a fiftieth of it, so that the pushes come evenly.
    private let burst: Double
    private var saved: Double
    private var filledAt: Duration
    private var failedRounds = 0
    private var lastFailure: Duration = .zero
    private var nextProbe: Duration = .zero

    /// So many rounds of failures, with no success between, are no accident of one connection.
    private static let patience = 4
    private static let longestProbe: Duration = .seconds(60)

    init(perSecond: Int, now: Duration) {
        self.perSecond = Double(max(perSecond, 1))
        burst = max(1, Double(perSecond) / 50)
        (saved, filledAt) = (burst, now)
    }

    /// - Parameter now: by a clock that only goes forward.
    mutating func allowance(at now: Duration) -> OutboxAllowance {
        if failedRounds >= PushSpread.patience {
            return now >= nextProbe
                ? OutboxAllowance(count: 1, pause: .zero) : OutboxAllowance(count: 0, pause: nextProbe - now)
        }
        saved = min(burst, saved + (now - filledAt) / .seconds(1) * perSecond)
        filledAt = now
        if saved >= 1 { return OutboxAllowance(count: Int(saved), pause: .zero) }
        // A little at a time rather than each by itself: one claim for all of a moment.
        return OutboxAllowance(count: 0, pause: .seconds(1) * (max(1, burst / 2) / perSecond))
    }

    mutating func began(_ count: Int, at now: Duration) {
        saved -= Double(count)
        guard count > 0, failedRounds >= PushSpread.patience else { return }
        let doublings = min(failedRounds - PushSpread.patience, 6)
        nextProbe = now + min(.seconds(1 << doublings), PushSpread.longestProbe)
    }

    /// Pushes that were on their way together fail together when a connection breaks: that is one round.
    mutating func note(isTrouble: Bool, begunAt begin: Duration, at now: Duration) {
        if !isTrouble {
            failedRounds = 0
        } else if begin >= lastFailure {
            failedRounds += 1
            lastFailure = now
        }
    }
}

/// The spread of one service's pushes.
final class PushPace: OutboxPace {
    private let spread: Mutex<PushSpread>
    private let start = ContinuousClock.now

    init(perSecond: Int) {
        spread = Mutex(PushSpread(perSecond: perSecond, now: .zero))
    }

    func allowance() -> OutboxAllowance { spread.withLock { $0.allowance(at: elapsed) } }
    func began(_ count: Int) { spread.withLock { $0.began(count, at: elapsed) } }

    /// Trouble is what the service, or the way to it, has; a refusal of one token is none.
    func note(_ outcome: PushOutcome, begunAt begin: Duration) {
        let isTrouble = if case .unavailable = outcome { true } else { false }
        spread.withLock { $0.note(isTrouble: isTrouble, begunAt: begin, at: elapsed) }
    }

    /// Since the pace was made, by a clock that only goes forward.
    var elapsed: Duration { ContinuousClock.now - start }
}
