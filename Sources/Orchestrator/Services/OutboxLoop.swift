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
    /// When the next piece can be claimed.
    var due: (@Sendable (inout StoreTransaction) throws -> Int64?)?
    /// How many pieces may be begun at a time; nil for as many as there are.
    var pace: (any OutboxPace)?
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
                let allowance = pace?.allowance() ?? .free
                let pieces = await claimed(upTo: min(width - underWay, allowance.count), claim)
                pace?.began(pieces?.count ?? 0)
                for piece in pieces ?? [] {
                    underWay += 1
                    group.addTask {
                        await perform(piece)
                        finished.addOne()
                        bell.ring()
                    }
                }
                if pieces?.isEmpty == false, underWay < width { continue }
                let isFull = underWay >= width
                if !isFull, allowance.count == 0 {
                    await bell.wait(atMost: allowance.pause)
                } else {
                    await bell.wait(atMost: await pause(afterFailure: pieces == nil, isFull: isFull))
                }
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
        let next = try? await runner.read { [kind, due] store, _ in
            try due?(&store) ?? (due == nil ? store.nextDue(kinds: [kind]) : nil)
        }
        guard let due = next ?? nil else { return longest }
        let untilDue = Instant(microseconds: due).since(runner.clock.now())
        return min(max(untilDue, OutboxPauses.shortest), longest)
    }
}

/// Says how quickly work may be begun.
protocol OutboxPace: Sendable {
    /// What may be begun now.
    func allowance() -> OutboxAllowance
    /// So many pieces were begun.
    func began(_ count: Int)
}

/// How many pieces may be begun now and, where that is none, how long to wait.
struct OutboxAllowance: Equatable {
    let count: Int
    let pause: Duration

    static let free = OutboxAllowance(count: .max, pause: .zero)
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
