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
            await OutboxLoop(runner: runner, kind: WorkKind.push, logger: logger).run { try await sendBatch() }
        }
    }

    private func sendBatch() async throws -> Int {
        let prepared = try await runner.perform { store, context in try PushSteps.claim(&store, context) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for push in prepared { group.addTask { try await send(push) } }
            try await group.waitForAll()
        }
        return prepared.count
    }

    private func send(_ prepared: PushSteps.Prepared) async throws {
        let outcome = await sender.send(prepared.push)
        if case .topicRefused(let reason) = outcome {
            logger.error("the push service refuses our topic", metadata: ["reason": "\(reason)"])
        }
        try await runner.perform { store, context in try PushSteps.settle(prepared, outcome, &store, context) }
    }
}
