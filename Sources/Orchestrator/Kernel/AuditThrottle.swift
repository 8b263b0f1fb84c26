import RatchetCore
import Synchronization

/// Bounds how many refusals of strangers the audit log takes: whoever reaches the devices listener could fill it otherwise.
/// What is left out is still counted in the list of refusals, and the next line says how many were.
final class AuditThrottle: Sendable {
    private struct Window {
        var began = Instant(microseconds: 0)
        var written = 0
        var leftOut = 0
    }

    private static let length: Duration = .minutes(1)
    private static let most = 120
    private let window = Mutex(Window())

    /// How many were left out since the last that was let through; nil where this one is to be left out.
    func admit(at now: Instant) -> Int? {
        window.withLock { window in
            if now >= window.began + AuditThrottle.length || now < window.began {
                window = Window(began: now, leftOut: window.leftOut)
            }
            guard window.written < AuditThrottle.most else {
                window.leftOut += 1
                return nil
            }
            window.written += 1
            defer { window.leftOut = 0 }
            return window.leftOut
        }
    }
}
