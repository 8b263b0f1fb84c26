public import Logging
public import Ports
import RatchetCore
public import ServiceLifecycle
import Storage

/// Sends the pushes that are due.
public struct PushService: Service {
    private let runner: StepRunner
    private let sender: any PushSender
    private let logger: Logger

    public init(runner: StepRunner, sender: any PushSender, logger: Logger) {
        (self.runner, self.sender, self.logger) = (runner, sender, logger)
    }

    public func run() async throws {
        await cancelWhenGracefulShutdown {
            await OutboxLoop<PushSteps.Prepared>(
                runner: runner, kind: WorkKind.push, width: PushSteps.width, logger: logger
            ).run(claim: { limit in try await claim(limit) }, perform: { push in await send(push) })
        }
    }

    private func claim(_ limit: Int) async throws -> [PushSteps.Prepared] {
        try await runner.perform { store, context in try PushSteps.claim(limit, &store, context) }
    }

    /// A push whose outcome can't be recorded is sent again when its lease has run out.
    private func send(_ prepared: PushSteps.Prepared) async {
        let outcome = await sender.send(prepared.push)
        if case .topicRefused(let reason) = outcome {
            logger.error("the push service refuses our topic", metadata: ["reason": "\(reason)"])
        }
        do {
            try await runner.perform { store, context in try PushSteps.settle(prepared, outcome, &store, context) }
        } catch {
            logger.failed("a push could not be recorded", error)
        }
    }
}
