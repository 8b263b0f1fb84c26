import Logging
import Ports
import RatchetCore
import Storage

/// What every worker of the outbox shares: wait until there is work, take a batch, and go on until none is left.
struct OutboxLoop: Sendable {
    let runner: StepRunner
    let kind: String
    let logger: Logger
    /// Wake-ups are hints, so the outbox is looked at this often whatever happens.
    private static let longestWait: Duration = .seconds(30)
    /// After a failure of the store.
    private static let pause: Duration = .seconds(1)

    /// Until the task is cancelled.
    ///
    /// - Parameter batch: takes and does one batch; returns how many pieces of work it took.
    func run(_ batch: @Sendable () async throws -> Int) async {
        let bell = runner.signals.bell(for: kind)
        while !Task.isCancelled {
            do {
                while try await batch() > 0 {}
                await bell.wait(atMost: try await untilDue())
            } catch {
                if Task.isCancelled { return }
                logger.error("work of the outbox failed", metadata: ["kind": "\(kind)", "error": "\(error)"])
                await bell.wait(atMost: OutboxLoop.pause)
            }
        }
    }

    private func untilDue() async throws -> Duration {
        let next = try await runner.read { store, _ in try store.nextDue(kinds: [kind]) }
        let untilDue = next.map { Instant(microseconds: $0).since(runner.clock.now()) } ?? OutboxLoop.longestWait
        return min(max(untilDue, .milliseconds(1)), OutboxLoop.longestWait)
    }
}
