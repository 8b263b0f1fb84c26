public import Logging
public import ServiceLifecycle
import Storage

/// Does what enforcements wait for when its time has come.
public struct TimerService: Service {
    private let runner: StepRunner
    private let logger: Logger

    public init(runner: StepRunner, logger: Logger) {
        (self.runner, self.logger) = (runner, logger)
    }

    public func run() async throws {
        await cancelWhenGracefulShutdown {
            await OutboxLoop<ClaimedWork>(
                runner: runner, kind: WorkKind.timer, width: TimerSteps.width, logger: logger
            ).run(claim: { limit in try await claim(limit) }, perform: { work in await fire(work) })
        }
    }

    private func claim(_ limit: Int) async throws -> [ClaimedWork] {
        try await runner.perform { store, context in try TimerSteps.claim(limit, &store, context) }
    }

    /// A device whose timer can't fire holds nobody else up; its lease runs out and it comes again.
    private func fire(_ work: ClaimedWork) async {
        do {
            try await runner.perform { store, context in try TimerSteps.fire(work, &store, context) }
        } catch {
            logger.failed("a timer could not fire", error, ["device": "\(work.subject)"])
        }
    }
}
