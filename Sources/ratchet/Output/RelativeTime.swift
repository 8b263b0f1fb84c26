import Foundation
import RatchetCore

/// How long ago, or in how long: whole units, never more than is true.
enum RelativeTime {
    /// `3 minutes ago`, `in 6 days`; nil for a text that is no time.
    static func words(_ text: String, now: Instant) -> String? {
        Instant(rfc3339: text).map { words($0, now: now) }
    }

    static func words(_ moment: Instant, now: Instant) -> String {
        let seconds = abs(moment.seconds - now.seconds)
        let isPast = moment <= now
        let units: [(size: Int64, until: Int64, name: String)] = [
            (60, 90 * 60, "minute"), (3600, 36 * 3600, "hour"), (86_400, .max, "day"),
        ]
        guard seconds >= 60, let unit = units.first(where: { seconds < $0.until }) else {
            return isPast ? "just now" : "in less than a minute"
        }
        let count = Output.count(Int(seconds / unit.size), unit.name)
        return isPast ? "\(count) ago" : "in \(count)"
    }
}

extension Instant {
    /// What this machine's clock shows: commands have no other.
    static var present: Instant { Instant(seconds: Int64(Date().timeIntervalSince1970)) }
}
