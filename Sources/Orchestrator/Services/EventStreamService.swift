public import Logging
public import ServiceLifecycle
import Storage

/// Gives every event its place in the stream of all, and every line of the audit log its place and link, soon after it was
/// recorded.
public struct EventStreamService: Service {
    /// Rung after every unit of work, any of which may have recorded something, and when another server has given places.
    static let bell = "events"
    /// Places given in one unit of work.
    static let width = 1000
    /// Events are placed together at most this often, so that a busy server does not commit twice for everything.
    private static let pause: Duration = .milliseconds(200)
    /// After a failure of the store, which others tell of as well.
    private static let pauseAfterFailure: Duration = .seconds(1)

    private let runner: StepRunner
    private let logger: Logger
    /// Rings are hints, so it looks this often whatever happens.
    var longest: Duration = .seconds(2)

    public init(runner: StepRunner, logger: Logger) {
        (self.runner, self.logger) = (runner, logger)
    }

    public func run() async throws {
        await cancelWhenGracefulShutdown {
            let bell = runner.signals.bell(for: EventStreamService.bell)
            while !Task.isCancelled {
                var pause = EventStreamService.pause
                do {
                    while try await place() {}
                } catch {
                    logger.failed("events could not be placed", error)
                    pause = EventStreamService.pauseAfterFailure
                }
                do { try await Task.sleep(for: pause) } catch { break }
                await bell.wait(atMost: longest)
            }
        }
        runner.eventTail.close()
    }

    /// Whether there was something to place. The unit of work itself rings, so nothing is written where nothing waits.
    private func place() async throws -> Bool {
        let (events, lines, last) = try await runner.read { store, _ in
            (try store.hasUnplacedEvents(), try store.hasUnplacedLines(), try store.lastEventPosition())
        }
        runner.eventTail.reached(last)
        guard events || lines else { return false }
        let position = try await runner.perform { store, _ in
            if lines { try store.placeLines(limit: EventStreamService.width, AuditChain.link) }
            let position = events ? try store.placeEvents(limit: EventStreamService.width) : last
            return StepOutcome(position, wakes: [EventStreamService.bell])
        }
        runner.eventTail.reached(position)
        return true
    }
}
