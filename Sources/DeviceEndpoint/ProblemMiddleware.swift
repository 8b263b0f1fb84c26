import Hummingbird
import Logging
import Orchestrator

/// Turns whatever went wrong into an answer that does a device no harm, and counts it.
struct ProblemMiddleware<Context: RequestContext>: RouterMiddleware {
    let runner: StepRunner

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let problem as DeviceProblem {
            return await refuse(problem, context)
        } catch is HTTPError {
            // Only the router throws these here: no such path, or not that way.
            let path = Self.shown(request.uri.path)
            let detail = "\(request.method.rawValue) \(path)"
            return await refuse(DeviceProblem(.unknownPath, subject: path, detail: detail), context)
        } catch {
            return fail(error, context)
        }
    }

    /// A path without what only the holder of a link knows, however wrongly it is spelt: nothing of ours is as long.
    private static func shown(_ path: String) -> String {
        path.split(separator: "/", omittingEmptySubsequences: false).map { RefusedText.shown(String($0)) }
            .joined(separator: "/")
    }

    private func refuse(_ problem: DeviceProblem, _ context: Context) async -> Response {
        context.logger.info(
            "a device's message was refused",
            metadata: [
                "reason": "\(problem.code.rawValue)", "subject": "\(problem.subject)", "detail": "\(problem.detail)",
            ])
        do {
            try await runner.perform { store, context in try RefusalSteps.count(problem, &store, context) }
        } catch {
            context.logger.error("a refusal could not be counted", metadata: ["error": "\(error)"])
        }
        return DeviceAnswerTable.response(DeviceAnswerTable.status(of: problem.code))
    }

    private func fail(_ error: any Error, _ context: Context) -> Response {
        if StoreTrouble.isTemporary(error) {
            context.logger.warning("the store can't be used", metadata: ["error": "\(error)"])
            return DeviceAnswerTable.response(DeviceAnswerTable.storeTrouble)
        }
        context.logger.log(
            level: ClientTrouble.isGone(error) ? .debug : .error, "a device's message could not be handled",
            metadata: ["error": "\(error)"])
        return DeviceAnswerTable.response(DeviceAnswerTable.internalFault)
    }
}
