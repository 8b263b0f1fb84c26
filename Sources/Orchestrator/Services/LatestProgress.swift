import Ports
import Synchronization

/// Lets through of many words on the way only as many as are worth keeping.
final class LatestProgress: Sendable {
    private let keptAt = Mutex<ContinuousClock.Instant?>(nil)

    /// Whether this one is kept: the first, the last, and one in each pause.
    func shouldKeep(_ progress: DriverProgress, every pause: Duration) -> Bool {
        let now = ContinuousClock.now
        return keptAt.withLock { keptAt in
            if let kept = keptAt, now - kept < pause, progress.fraction != 1 { return false }
            keptAt = now
            return true
        }
    }
}
