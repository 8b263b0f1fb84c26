import Foundation
import Storage

/// Wakes a thread that waits for a socket, from any other thread.
final class WakePipe: Sendable {
    private let reading: Int32
    private let writing: Int32

    /// - Throws: `StoreError.unavailable` where the process may open no more files.
    init() throws(StoreError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw StoreError.unavailable("no pipe could be opened") }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        (reading, writing) = (ends[0], ends[1])
    }

    deinit {
        close(reading)
        close(writing)
    }

    /// Ends the wait that is under way, or the next one. A pipe that is full has been rung already.
    func ring() {
        _ = write(writing, [1], 1)
    }

    /// Waits for a ring, for the socket to have something to read, or until the time is over; nil is for ever.
    func wait(for socket: Int32? = nil, atMost limit: Duration?) {
        // A negative descriptor is passed over.
        var ends = [reading, socket ?? -1].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        _ = poll(&ends, nfds_t(ends.count), limit.map(WakePipe.milliseconds) ?? -1)
        var rings = [UInt8](repeating: 0, count: 64)
        while read(reading, &rings, rings.count) == rings.count {}
    }

    /// Rounded up, so that a wait does not end before its time again and again.
    private static func milliseconds(_ duration: Duration) -> Int32 {
        let (seconds, attoseconds) = duration.components
        let whole = Double(seconds) * 1000 + (Double(attoseconds) / 1e15).rounded(.up)
        return Int32(min(max(whole, 0), 3_600_000))
    }
}
