import Logging
import Ports
import RatchetCore
import Storage
import Synchronization

/// What every worker of the outbox shares: claims what is due, does each piece beside the others, and waits until more is
/// due or somebody wakes it. One piece that hangs holds nobody else up.
struct OutboxLoop<Piece: Sendable>: Sendable {
    let runner: StepRunner
    let kind: String
    /// How many pieces are under way at once.
    let width: Int
    let logger: Logger
    /// Wake-ups are hints, so the outbox is looked at this often whatever happens.
    var longest: Duration = .seconds(30)

    /// Until the task is cancelled; what is under way then is waited for.
    ///
    /// - Parameters:
    ///   - claim: takes up to so many pieces that are due.
    ///   - perform: does one; it deals with its own errors.
    func run(
        claim: @Sendable (Int) async throws -> [Piece], perform: @escaping @Sendable (Piece) async -> Void
    ) async {
        let bell = runner.signals.bell(for: kind)
        let finished = FinishedCount()
        await withTaskGroup(of: Void.self) { group in
            var underWay = 0
            while !Task.isCancelled {
                let done = finished.take()
                for _ in 0..<done { await group.next() }
                underWay -= done
                let pieces = await claimed(upTo: width - underWay, claim)
                for piece in pieces ?? [] {
                    underWay += 1
                    group.addTask {
                        await perform(piece)
                        finished.addOne()
                        bell.ring()
                    }
                }
                if pieces?.isEmpty == false, underWay < width { continue }
                await bell.wait(atMost: await pause(afterFailure: pieces == nil, isFull: underWay >= width))
            }
        }
    }

    /// Nil when the store could not be asked.
    private func claimed(upTo limit: Int, _ claim: (Int) async throws -> [Piece]) async -> [Piece]? {
        if limit <= 0 { return [] }
        do {
            return try await claim(limit)
        } catch {
            logger.failed("work of the outbox failed", error, ["kind": "\(kind)"])
            return nil
        }
    }

    /// Until the next piece is due, or for long: whoever finishes and whoever asks for work rings.
    private func pause(afterFailure: Bool, isFull: Bool) async -> Duration {
        if afterFailure { return OutboxPauses.afterFailure }
        if isFull { return longest }
        let next = try? await runner.read { store, _ in try store.nextDue(kinds: [kind]) }
        guard let due = next ?? nil else { return longest }
        let untilDue = Instant(microseconds: due).since(runner.clock.now())
        return min(max(untilDue, OutboxPauses.shortest), longest)
    }
}

/// How long a worker of the outbox waits.
private enum OutboxPauses {
    static let shortest: Duration = .milliseconds(5)
    /// After a failure of the store.
    static let afterFailure: Duration = .seconds(1)
}

/// How many pieces have finished since somebody looked.
private final class FinishedCount: Sendable {
    private let count = Mutex(0)

    func addOne() { count.withLock { $0 += 1 } }

    func take() -> Int {
        count.withLock { count in
            defer { count = 0 }
            return count
        }
    }
}
