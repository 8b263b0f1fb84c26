import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Orchestrator
import Synchronization

/// Server-sent events: every event of the stream as it gets its place, with the place as id, so that a reader whose connection
/// breaks goes on where it was.
struct EventStream: Sendable {
    let runner: StepRunner
    let after: Int64
    let place: StreamCount.Place
    /// Whether its reader may still read.
    let isAllowed: @Sendable () async throws -> Bool

    static let lastEventID = HTTPField.Name("Last-Event-ID")
    /// Events of one write.
    private static let page = 100
    private static let pause: Duration = .milliseconds(200)
    /// The store is asked this often at least: another server may have given places.
    private static let longest: Duration = .seconds(2)
    /// A reader that has gone is noticed when this can't be written.
    private static let keepAlive: Duration = .seconds(15)
    /// A reader who has been signed out is cut off within this.
    private static let check: Duration = .seconds(15)

    func write(to writer: inout any ResponseBodyWriter) async throws {
        defer { place.leave() }
        let clock = ContinuousClock()
        var (position, nextLook, nextSign) = (after, clock.now, clock.now + EventStream.keepAlive)
        var nextCheck = clock.now + EventStream.check
        try await writer.write(ByteBuffer(string: "retry: 2000\n\n"))
        while true {
            if clock.now >= nextCheck {
                guard try await isAllowed() else { break }
                nextCheck = clock.now + EventStream.check
            }
            if clock.now >= nextLook || runner.eventTail.position > position {
                nextLook = clock.now + EventStream.longest
                if let last = try await write(after: position, to: &writer) {
                    (position, nextSign) = (last, clock.now + EventStream.keepAlive)
                    continue
                }
            }
            if runner.eventTail.isClosing { break }
            if clock.now >= nextSign {
                try await writer.write(ByteBuffer(string: ": still here\n\n"))
                nextSign = clock.now + EventStream.keepAlive
            }
            try await Task.sleep(for: EventStream.pause)
        }
        try await writer.finish(nil)
    }

    /// Writes the next events; the place of the last of them, nil where there are none.
    private func write(after position: Int64, to writer: inout any ResponseBodyWriter) async throws -> Int64? {
        let events = try await runner.read(AdminEvents.list(after: position, limit: EventStream.page))
        if !events.isEmpty { try await writer.write(ByteBuffer(string: try events.map(EventStream.text).joined())) }
        return events.last?.position
    }

    /// `id`, `event` and `data` on a line each.
    static func text(_ event: StreamedEvent) throws -> String {
        let json = String(decoding: try JSONAnswer.encoder.encode(StreamedEventResource(event)), as: UTF8.self)
        return "id: \(event.position)\nevent: \(event.event.type)\ndata: \(json)\n\n"
    }
}

/// How many streams are open: each holds a connection for as long as its reader likes.
final class StreamCount: Sendable {
    /// Many more than people who look at once.
    static let most = 64

    private let count = Mutex(0)

    /// A place for one more; nil when all are taken.
    func enter() -> Place? {
        let isFree = count.withLock { count in
            guard count < StreamCount.most else { return false }
            count += 1
            return true
        }
        return isFree ? Place(of: self) : nil
    }

    fileprivate func leave() { count.withLock { $0 -= 1 } }

    /// One open stream. It is given back once, when the stream ends or is never begun.
    final class Place: Sendable {
        private let count: StreamCount
        private let isTaken = Mutex(true)

        fileprivate init(of count: StreamCount) { self.count = count }

        deinit { leave() }

        func leave() {
            let isFirst = isTaken.withLock { isTaken in
                defer { isTaken = false }
                return isTaken
            }
            if isFirst { count.leave() }
        }
    }
}
