public import Logging
public import ServiceLifecycle
import Storage

/// Does one kind of work that waits in the outbox, a device at a time.
public struct DeviceWorkService: Service {
    private let work: DeviceWork
    private let runner: StepRunner
    private let logger: Logger

    public init(_ work: DeviceWork, runner: StepRunner, logger: Logger) {
        (self.work, self.runner, self.logger) = (work, runner, logger)
    }

    public func run() async throws {
        await cancelWhenGracefulShutdown {
            await OutboxLoop<ClaimedWork>(runner: runner, kind: work.kind, width: work.width, logger: logger)
                .run(claim: { limit in try await claim(limit) }, perform: { piece in await perform(piece) })
        }
    }

    private func claim(_ limit: Int) async throws -> [ClaimedWork] {
        try await runner.perform { store, context in try work.claim(limit, &store, context) }
    }

    /// A device whose piece can't be done holds nobody else up; its lease runs out and it comes again.
    private func perform(_ piece: ClaimedWork) async {
        do {
            try await runner.perform { store, context in try work.step(piece, &store, context) }
        } catch {
            logger.failed("\(work.failure)", error, [work.subject: "\(piece.subject)"])
        }
    }
}
