/// How often somebody may try something within a time, by whatever tells them apart: a user's name, an address.
///
/// Each key has a window that begins with its first attempt; when it is over, counting begins anew. What it remembers is
/// bounded: when too many keys have one, those that began first are forgotten.
public struct AttemptLimit: Sendable {
    private struct Window {
        var start: Instant
        var count: Int
    }

    private let most: Int
    private let within: Duration
    private let keys: Int
    private var windows: [String: Window] = [:]

    /// - Parameters:
    ///   - most: attempts of one key in one window.
    ///   - keys: how many keys are remembered at most.
    public init(most: Int, within: Duration, keys: Int = 10_000) {
        (self.most, self.within, self.keys) = (most, within, keys)
    }

    /// Counts an attempt; nil if it may be made, else after how long the next one may.
    public mutating func take(_ key: String, at now: Instant) -> Duration? {
        var window = windows[key] ?? Window(start: now, count: 0)
        if now >= window.start + within || now < window.start { window = Window(start: now, count: 0) }
        guard window.count < most else { return (window.start + within).since(now) }
        window.count += 1
        if windows[key] == nil, windows.count >= keys { makeRoom(at: now) }
        windows[key] = window
        return nil
    }

    /// Takes all attempts of a key back: whoever has proved who they are did not guess.
    public mutating func forget(_ key: String) { windows[key] = nil }

    /// Takes one attempt back, where others may share the key.
    public mutating func giveBack(_ key: String) {
        if let count = windows[key]?.count { windows[key]?.count = max(count - 1, 0) }
    }

    private mutating func makeRoom(at now: Instant) {
        windows = windows.filter { now < $0.value.start + within }
        guard windows.count >= keys else { return }
        for old in windows.sorted(by: { $0.value.start < $1.value.start }).prefix(max(keys / 10, 1)) {
            windows[old.key] = nil
        }
    }
}
