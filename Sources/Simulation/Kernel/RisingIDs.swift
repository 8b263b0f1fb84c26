import Ports
import RatchetCore
import Synchronization

/// Ids as the server makes them: they begin with the time and rise within one life of the process; after a restart they
/// begin again where the clock stands then.
final class RisingIDs: IDSource, RandomSource {
    private struct State {
        var clock: Int64 = 0
        var last: Int64 = 0
        var count: Int64 = 0
    }

    private let state = Mutex(State())
    private let mark: String

    /// - Parameter mark: what sets the ids of one server apart from those of another.
    init(mark: String = "") { self.mark = mark }

    /// What the server's clock shows from now on.
    func set(_ now: Instant) { state.withLock { $0.clock = now.microseconds / 1000 } }

    /// The process has started again.
    func restart() { state.withLock { $0.last = 0 } }

    func next() -> String {
        state.withLock { state in
            state.last = max(state.last + 1, state.clock)
            state.count += 1
            return RisingIDs.hex(state.last, digits: 12) + "-" + RisingIDs.hex(state.count, digits: 6) + mark
        }
    }

    private static func hex(_ number: Int64, digits: Int) -> String {
        let text = String(number, radix: 16)
        return String(repeating: "0", count: max(digits - text.count, 0)) + text
    }

    /// Always the middle: nothing in a simulation is a secret, and nothing is spread by chance that is not its own.
    func octets(_ count: Int) -> [UInt8] { [0x80] + [UInt8](repeating: 0, count: max(count - 1, 0)) }
}
