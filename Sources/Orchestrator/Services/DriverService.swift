public import Logging
import Ports
import RatchetCore
public import ServiceLifecycle
import Storage

/// Calls drivers: each call is begun in one commit, made outside of any, and heard in another.
public struct DriverService: Service {
    /// How many appliances are talked to at once.
    private static let width = 32
    /// What an appliance says on the way is kept this often at most.
    private static let progressPause: Duration = .seconds(1)

    private let drivers: DriverDirectory
    private let runner: StepRunner
    private let logger: Logger

    public init(drivers: DriverDirectory, runner: StepRunner, logger: Logger) {
        (self.drivers, self.runner, self.logger) = (drivers, runner, logger)
    }

    public func run() async throws {
        await cancelWhenGracefulShutdown {
            await OutboxLoop<ClaimedWork>(
                runner: runner, kind: WorkKind.driverCall, width: Self.width, logger: logger
            ).run(claim: { limit in try await claim(limit) }, perform: { piece in await perform(piece) })
        }
    }

    private func claim(_ limit: Int) async throws -> [ClaimedWork] {
        try await runner.perform { store, context in try DriverCallSteps.claim(limit, &store, context) }
    }

    private func perform(_ work: ClaimedWork) async {
        do {
            let begun = try await runner.perform { store, context in
                try DriverCallSteps.begin(work, &store, context)
            }
            guard let begun else { return }
            let (outcome, verbs) = await holding(begun) { await call(begun) }
            // At a shutdown a one-shot is left as it is: the next start asks what came of it.
            if Task.isCancelled, begun.call.request.verb.isOneShot { return }
            try await runner.perform { store, context in
                try DriverCallSteps.settle(begun, outcome, verbs: verbs, &store, context)
            }
        } catch {
            logger.failed("a driver's call could not be kept", error, ["appliance": "\(work.subject)"])
        }
    }

    /// Nil for a verb that the driver lacks.
    private func call(_ begun: DriverCallSteps.Begun) async -> (DriverOutcome?, Set<DriverVerb>) {
        guard let driver = drivers[begun.driver] else {
            let reason = "the configuration has no driver named \(begun.driver)"
            return (begun.call.request.verb.isOneShot ? .lost(reason: reason) : .failed(reason: reason), [])
        }
        let (verbs, verb) = (await driver.verbs(for: begun.appliance), begun.call.request.verb)
        let said = progress(of: begun)
        if begun.isRecalled {
            return (await driver.recall(begun.call, on: begun.appliance, progress: said), verbs)
        }
        guard verbs.contains(verb) else {
            // What was begun without a verb was not done; of a one-shot only the appliance can say so.
            return (verb.isOneShot ? .lost(reason: "the driver has no verb \(verb.rawValue) any more") : nil, verbs)
        }
        return (await driver.perform(begun.call, on: begun.appliance, progress: said), verbs)
    }

    /// Says now and then that the call goes on, so that nobody else takes it for abandoned.
    private func holding<Reply: Sendable>(
        _ begun: DriverCallSteps.Begun, _ body: @escaping @Sendable () async -> Reply
    ) async -> Reply {
        let holder = Task {
            while true {
                try await Task.sleep(for: DriverCallSteps.lease / 4)
                _ = try? await runner.perform { store, context in
                    try DriverCallSteps.hold(begun, &store, context)
                }
            }
        }
        defer { holder.cancel() }
        return await body()
    }

    private func progress(of begun: DriverCallSteps.Begun) -> @Sendable (DriverProgress) -> Void {
        let latest = LatestProgress()
        return { progress in
            guard latest.shouldKeep(progress, every: Self.progressPause) else { return }
            Task {
                _ = try? await runner.perform { store, context in
                    try DriverCallSteps.progress(begun, progress, &store, context)
                }
            }
        }
    }
}
