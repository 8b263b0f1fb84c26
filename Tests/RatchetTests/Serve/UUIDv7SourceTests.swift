import Ports
import RatchetCore
import Synchronization
import Testing

@testable import ratchet

@Suite("Ids")
struct UUIDv7SourceTests {
    private final class SteppingClock: WallClock {
        private let times: Mutex<[Int64]>
        init(_ milliseconds: [Int64]) { times = Mutex(milliseconds.reversed()) }

        func now() -> Instant {
            times.withLock { Instant(microseconds: ($0.count > 1 ? $0.removeLast() : $0[0]) * 1000) }
        }
    }

    @Test("rise strictly within one millisecond, over many, and when the clock goes back")
    func rise() {
        let source = UUIDv7Source(clock: SteppingClock([1000, 1000, 1001, 500, 400, 1002]))
        let ids = (0..<5000).map { _ in source.next() }
        #expect(zip(ids, ids.dropFirst()).allSatisfy(<))
    }

    @Test("have the form of RFC 9562, version 7")
    func form() {
        let id = UUIDv7Source(clock: SteppingClock([0x0123_4567_89AB])).next()
        #expect(id.hasPrefix("01234567-89ab-7000-"))
        #expect(id.split(separator: "-").map(\.count) == [8, 4, 4, 4, 12])
        #expect(["8", "9", "a", "b"].contains(String(Array(id)[19])))
    }
}
