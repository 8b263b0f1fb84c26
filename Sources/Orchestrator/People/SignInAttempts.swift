import RatchetCore
import Synchronization

/// Attempts that may fail, kept in memory: a restart forgives, and each server of several counts its own.
final class SignInAttempts: Sendable {
    private let names = Mutex(AttemptLimit(most: 10, within: .minutes(15)))
    private let addresses = Mutex(AttemptLimit(most: 50, within: .minutes(15)))
    /// Not to refuse, but to keep the audit log from being filled by somebody who has nothing to lose.
    private let noted = Mutex(AttemptLimit(most: 10, within: .minutes(15)))

    /// Counts an attempt by name and address; nil if it may be made, else after how long the next one may.
    func take(name: String, address: String?, at now: Instant) -> Duration? {
        let pauses = [names.withLock { $0.take(name, at: now) }, take(address: address, at: now)]
        return pauses.compactMap(\.self).max()
    }

    func take(address: String?, at now: Instant) -> Duration? {
        addresses.withLock { $0.take(address ?? "", at: now) }
    }

    /// Whoever has proved who they are did not guess; others at the address may have.
    func forgive(name: String, address: String?) {
        names.withLock { $0.forget(name) }
        addresses.withLock { $0.giveBack(address ?? "") }
    }

    /// Whether a line about this is still worth writing.
    func isWorthNoting(_ action: String, _ address: String?, at now: Instant) -> Bool {
        noted.withLock { $0.take("\(action) \(address ?? "")", at: now) } == nil
    }
}
