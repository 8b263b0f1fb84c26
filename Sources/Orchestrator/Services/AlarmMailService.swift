public import Logging
public import Ports
public import RatchetCore
public import ServiceLifecycle
import Storage

/// Sends the mails that alarms asked for.
public struct AlarmMailService: Service {
    private let mailer: any Mailer
    private let compose: @Sendable (AlarmLetter, _ id: String, _ now: Instant) -> Mail
    private let runner: StepRunner
    private let logger: Logger

    /// - Parameter compose: puts an alarm into words.
    public init(
        mailer: any Mailer, runner: StepRunner, logger: Logger,
        compose: @escaping @Sendable (AlarmLetter, _ id: String, _ now: Instant) -> Mail
    ) {
        (self.mailer, self.runner, self.logger, self.compose) = (mailer, runner, logger, compose)
    }

    public func run() async throws {
        await cancelWhenGracefulShutdown {
            await OutboxLoop<ClaimedWork>(runner: runner, kind: WorkKind.mail, width: 4, logger: logger)
                .run(claim: { limit in try await claim(limit) }, perform: { piece in await perform(piece) })
        }
    }

    private func claim(_ limit: Int) async throws -> [ClaimedWork] {
        try await runner.perform { store, context in try MailSteps.claim(limit, &store, context) }
    }

    private func perform(_ work: ClaimedWork) async {
        do {
            let outcome = await mailer.send(
                compose(AlarmLetter(body: work.body), work.subject, runner.clock.now()))
            try await runner.perform { store, context in
                switch outcome {
                case .accepted: try MailSteps.sent(work, &store, context)
                case .refused(let reason):
                    try MailSteps.failed(work, reason, isLasting: true, &store, context)
                case .unavailable(let reason):
                    try MailSteps.failed(work, reason, isLasting: false, &store, context)
                }
            }
        } catch {
            logger.failed("a mail could not be settled", error)
        }
    }
}
