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
            let (outcome, state) = await holding(begun) { await call(begun) }
            // At a shutdown a one-shot is left as it is: the next start asks what came of it.
            if Task.isCancelled, begun.call.request.verb.isOneShot { return }
            try await runner.perform { store, context in
                try DriverCallSteps.settle(begun, outcome, state, &store, context)
            }
        } catch {
            logger.failed("a driver's call could not be kept", error, ["appliance": "\(work.subject)"])
        }
    }

    /// What came of it, nil for a verb that the driver lacks; and what the driver says of itself then, nil where there is none.
    private func call(
        _ begun: DriverCallSteps.Begun
    ) async -> (DriverOutcome?, DriverCallSteps.DriverState?) {
        guard let driver = drivers[begun.driver] else {
            let reason = "the configuration has no driver named \(begun.driver)"
            return (begun.isRecalled ? .lost(reason: reason) : .notBegun(reason: reason), nil)
        }
        let verbs = await driver.verbs(for: begun.appliance)
        let outcome = await outcome(of: begun, driver, verbs)
        let atWork = await driver.atWork(on: begun.appliance)
        return (outcome, DriverCallSteps.DriverState(verbs: verbs, atWork: atWork))
    }

    private func outcome(
        of begun: DriverCallSteps.Begun, _ driver: any ApplianceDriver, _ verbs: Set<DriverVerb>
    ) async -> DriverOutcome? {
        let (verb, said) = (begun.call.request.verb, progress(of: begun))
        if begun.isRecalled { return await driver.recall(begun.call, on: begun.appliance, progress: said) }
        guard verbs.contains(verb) else {
            return verb.isOneShot ? .notBegun(reason: "the driver has no verb \(verb.rawValue) any more") : nil
        }
        return await driver.perform(begun.call, on: begun.appliance, progress: said)
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
