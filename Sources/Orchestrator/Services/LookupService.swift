import Foundation
public import Logging
public import Ports
public import RatchetCore
public import ServiceLifecycle
import Storage
import Synchronization

/// Watches the lookup service: at once, then on an interval, and whenever a person asks.
public final class LookupService: Service, LookupRefreshing {
    private let runner: StepRunner
    private let source: any LookupSource
    private let logger: Logger
    /// The entity tag of the copy that was taken in last, by this process.
    private let etag = Mutex<String?>(nil)
    /// After a fetch that failed, the next one follows sooner, but never more often than this.
    private static let retry: Duration = .minutes(15)

    public init(runner: StepRunner, source: any LookupSource, logger: Logger) {
        (self.runner, self.source, self.logger) = (runner, source, logger)
    }

    public func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                let pause = await self.fetchAndPause()
                do { try await Task.sleep(for: pause) } catch { return }
            }
        }
    }

    private func fetchAndPause() async -> Duration {
        let interval = runner.settings.lookupInterval
        do {
            let outcome = try await refreshNow(believingBecause: nil, by: .service)
            return outcome.outcome == .failed ? min(interval, LookupService.retry) : interval
        } catch {
            logger.failed("the lookup feed could not be stored", error)
            return min(interval, LookupService.retry)
        }
    }

    public func refreshNow(
        believingBecause reason: String?, by actor: AuditActor
    ) async throws -> RefreshOutcome {
        let outcome = try await fetch(believingBecause: try reason.map(LookupService.plain), by: actor)
        if let problem = outcome.problem {
            logger.warning("the lookup feed has a problem", metadata: ["problem": "\(problem)"])
        }
        return outcome
    }

    /// The reason without the blanks around it.
    private static func plain(_ reason: String) throws -> String {
        let text = reason.trimmingCharacters(in: .whitespacesAndNewlines)
        guard text.isWord else {
            let why = "Say why the list is to be believed, on one line of at most \(AdminLimits.text) octets."
            throw AdminProblem.invalid("refresh", [.init("believeBecause", why)])
        }
        return text
    }

    private func fetch(believingBecause reason: String?, by actor: AuditActor) async throws -> RefreshOutcome {
        let answer: LookupAnswer
        do {
            answer = try await source.fetch(etag: etag.withLock { $0 })
        } catch {
            // A fetch that was called off says nothing about the feed.
            try Task.checkCancellation()
            let problem = "\(error)"
            return try await take(by: actor) { store, context in try FeedSteps.fail(problem, &store, context) }
        }
        switch answer {
        case .unchanged:
            return try await take(by: actor) { store, context in try FeedSteps.unchanged(&store, context) }
        case .feed(let body, let tag):
            let outcome = try await take(by: actor, weight: body.count) { store, context in
                try FeedSteps.take(body, believedBecause: reason, &store, context)
            }
            if outcome.outcome != .failed { etag.withLock { $0 = tag } }
            return outcome
        }
    }

    /// Does the step; what somebody has asked for is told in the audit log too.
    private func take(
        by actor: AuditActor, weight: Int = 1024, _ step: @escaping AdminStep<RefreshOutcome>
    ) async throws -> RefreshOutcome {
        try await runner.acting(as: actor).perform(weight: weight) { store, context in
            let outcome = try step(&store, context)
            if actor != .service {
                let after = ["outcome": outcome.reply.outcome.rawValue, "problem": outcome.reply.problem]
                try store.audit("releases.refreshed", of: "releases", after: after, context)
            }
            return outcome
        }
    }
}
