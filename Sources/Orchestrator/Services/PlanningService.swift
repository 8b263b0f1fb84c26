public import Logging
public import ServiceLifecycle
import Storage

/// Decides anew about the devices that plans, groups or the feed have touched.
public struct PlanningService: Service {
    private let runner: StepRunner
    private let logger: Logger

    public init(runner: StepRunner, logger: Logger) {
        (self.runner, self.logger) = (runner, logger)
    }

    public func run() async throws {
        await cancelWhenGracefulShutdown {
            await OutboxLoop<ClaimedWork>(
                runner: runner, kind: WorkKind.plan, width: PlanningSteps.width, logger: logger
            ).run(claim: { limit in try await claim(limit) }, perform: { work in await plan(work) })
        }
    }

    private func claim(_ limit: Int) async throws -> [ClaimedWork] {
        try await runner.perform { store, context in try PlanningSteps.claim(limit, &store, context) }
    }

    /// A device that can't be decided about holds nobody else up; its lease runs out and it comes again.
    private func plan(_ work: ClaimedWork) async {
        do {
            try await runner.perform { store, context in try PlanningSteps.plan(work, &store, context) }
        } catch {
            logger.failed("a device could not be planned", error, ["device": "\(work.subject)"])
        }
    }
}
