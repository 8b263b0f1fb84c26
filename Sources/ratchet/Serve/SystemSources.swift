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
        var text: [UInt8] = []
        text.reserveCapacity(36)
        for place in 0..<32 {
            if place == 8 || place == 12 || place == 16 || place == 20 { text.append(UInt8(ascii: "-")) }
            let number = place < 16 ? high : low
            let value = UInt8(number >> UInt64(60 - place % 16 * 4) & 15)
            text.append(value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10)
        }
        return String(decoding: text, as: UTF8.self)
    }
}
