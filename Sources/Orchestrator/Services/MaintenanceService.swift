public import Logging
import RatchetCore
public import ServiceLifecycle
import Storage

/// What is done again and again: compare wanted with fetched manifests, apply what could not be applied, forget what is
/// old enough.
public struct MaintenanceService: Service {
    private let runner: StepRunner
    private let logger: Logger

    public init(runner: StepRunner, logger: Logger) {
        (self.runner, self.logger) = (runner, logger)
    }

    public func run() async throws {
        await cancelWhenGracefulShutdown {
            await reapplyReports()
            while !Task.isCancelled {
                await attempt("manifests could not be compared") {
                    _ = try await runner.perform { store, context in try PushSteps.reconcile(&store, context) }
                }
                await attempt("devices could not be asked to renew their certificates") {
                    _ = try await runner.perform { store, context in try RenewalSteps.ask(&store, context) }
                }
                await attempt("old records could not be removed") {
                    try await runner.perform { store, context in try MaintenanceSteps.forget(&store, context) }
                }
                do { try await Task.sleep(for: runner.settings.reconcileInterval) } catch { return }
            }
        }
    }

    /// Once after a start, because a newer program may understand what an older one could not apply.
    private func reapplyReports() async {
        var after: String?
        await attempt("reports could not be applied again") {
            while let kept = try await next(after: after) {
                after = kept.id
                await attempt("a report can still not be applied") {
                    try await runner.perform { store, context in try StatusSteps.reapply(kept, &store, context) }
                }
            }
        }
    }

    private func next(after: String?) async throws -> UnappliedReport? {
        try await runner.read { store, _ in try store.unappliedReports(after: after, limit: 1).first }
    }

    private func attempt(_ failure: Logger.Message, _ work: () async throws -> Void) async {
        do {
            try await work()
        } catch {
            logger.failed(failure, error)
        }
    }
}
