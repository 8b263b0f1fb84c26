import Foundation
import Ports
import RatchetCore
import Synchronization

/// The real clock, the only one of the server.
struct SystemClock: WallClock {
    func now() -> Instant {
        Instant(microseconds: Int64((Date().timeIntervalSince1970 * 1_000_000).rounded()))
    }
}

/// UUIDv7 (RFC 9562): 48 bits of milliseconds, then a counter of 12 bits and 62 random bits. Ids of one process rise
/// strictly: within a millisecond by the counter, and when the clock goes back by keeping the last millisecond.
final class UUIDv7Source: IDSource {
    private struct Last {
        var millisecond: UInt64 = 0
        var counter: UInt64 = 0
    }

    private let clock: any WallClock
    private let last = Mutex(Last())
    private static let largestCounter: UInt64 = 0xFFF

    init(clock: any WallClock) { self.clock = clock }

    func next() -> String {
        let now = UInt64(max(clock.now().microseconds / 1000, 0))
        let (millisecond, counter) = last.withLock { last in
            if now > last.millisecond {
                last = Last(millisecond: now, counter: 0)
            } else if last.counter < UUIDv7Source.largestCounter {
                last.counter += 1
            } else {
                last = Last(millisecond: last.millisecond + 1, counter: 0)
            }
            return (last.millisecond, last.counter)
        }
        let high = millisecond << 16 | 0x7000 | counter
        let low = (UInt64.random(in: 0...UInt64.max) & 0x3FFF_FFFF_FFFF_FFFF) | 0x8000_0000_0000_0000
        return UUIDv7Source.text(high, low)
    }

    private static func text(_ high: UInt64, _ low: UInt64) -> String {
        let digits = [high, low].map { number in
            let text = String(number, radix: 16)
            return String(repeating: "0", count: 16 - text.count) + text
        }.joined()
        var text = ""
        for (index, digit) in digits.enumerated() {
            if [8, 12, 16, 20].contains(index) { text.append("-") }
            text.append(digit)
        }
        return text
    }
}
