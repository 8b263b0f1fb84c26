public import Logging
public import Ports
import RatchetCore
public import ServiceLifecycle
import Storage

/// Sends the pushes that are due, and watches with what.
public struct PushService: Service {
    let runner: StepRunner
    let sender: any PushSender
    private let logger: Logger
    private let pace: PushPace
    private let refusals = RefusalWatch()
    private let settlement: Gathering<PushSteps.Sent>

    /// How often the certificate's files are looked at.
    static let watchInterval: Duration = .seconds(30)

    public init(runner: StepRunner, sender: any PushSender, logger: Logger) {
        (self.runner, self.sender, self.logger) = (runner, sender, logger)
        pace = PushPace(perSecond: runner.settings.pushesPerSecond)
        settlement = Gathering { sent in await PushService.settle(sent, runner, logger) }
    }

    public func run() async throws {
        await cancelWhenGracefulShutdown {
            await look(isStart: true)
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await watch() }
                await OutboxLoop<PushSteps.Prepared>(
                    runner: runner, kind: WorkKind.push, width: PushSteps.width, logger: logger,
                    due: { store in try PushSteps.nextDue(&store) }, pace: pace
                ).run(claim: { limit in try await claim(limit) }, perform: { push in await send(push) })
            }
        }
    }

    private func claim(_ limit: Int) async throws -> [PushSteps.Prepared] {
        try await runner.perform { store, context in try PushSteps.claim(limit, &store, context) }
    }

    private func send(_ prepared: PushSteps.Prepared) async {
        let begin = pace.elapsed
        let outcome = await sender.send(prepared.push)
        pace.note(outcome, begunAt: begin)
        if let many = refusals.note(outcome) { await warn(many.refused, of: many.of) }
        if case .requestRefused(let reason) = outcome {
            logger.error("the push service can't make anything of a push", metadata: ["reason": "\(reason)"])
        }
        await settlement.add(PushSteps.Sent(prepared: prepared, outcome: outcome))
    }

    /// Pushes whose outcome can't be recorded are sent again when their lease has run out.
    private static func settle(_ sent: [PushSteps.Sent], _ runner: StepRunner, _ logger: Logger) async {
        do {
            let stop = try await runner.perform { store, context in try PushSteps.settle(sent, &store, context) }
            if let stop {
                logger.error(
                    "the push service refuses the certificate; nothing is sent until another is there, or `ratchet push resume`",
                    metadata: ["reason": "\(stop)"])
            }
        } catch {
            logger.failed("pushes could not be recorded", error, ["pushes": "\(sent.count)"])
        }
    }

    private func warn(_ refused: Int, of sent: Int) async {
        logger.error(
            "the push service refuses many tokens: is it the right certificate, and the right environment?",
            metadata: ["refused": "\(refused)", "of": "\(sent)"])
        do {
            try await runner.perform { store, context in
                try PushSteps.noteManyRefusals(refused, of: sent, &store, context)
            }
        } catch {
            logger.failed("that many tokens are refused could not be recorded", error)
        }
    }
}

// MARK: The certificate

extension PushService {
    private func watch() async {
        while !Task.isCancelled {
            do { try await Task.sleep(for: PushService.watchInterval) } catch { return }
            await look(isStart: false)
        }
    }

    private func look(isStart: Bool) async {
        let standing = await sender.refreshed()
        do {
            let remark = try await runner.perform { store, context in try PushSteps.note(standing, &store, context) }
            say(remark, standing, isStart: isStart)
        } catch {
            logger.failed("the state of the push certificate could not be recorded", error)
        }
    }

    private func say(_ remark: PushSteps.Remark, _ standing: PushStanding, isStart: Bool) {
        if let problem = isStart ? standing.problem : remark.problem {
            logger.error("the push certificate can't be used", metadata: ["problem": "\(problem)"])
        }
        if remark.isResumed { logger.notice("pushes that were held back are sent again") }
        let days = isStart ? standing.certificate?.daysLeft(at: runner.clock.now()) : remark.expiresIn
        guard let days, remark.expiresIn != nil || days <= PushCertificate.noticeDays else { return }
        logger.warning(
            "the push certificate expires soon; renew this same one, or every device is lost (docs/push.md)",
            metadata: ["days": "\(days)"])
    }
}
