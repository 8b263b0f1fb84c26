import HTTPTypes
import Hummingbird
import Logging
import Orchestrator

/// Turns every error into problem details and says on every answer how a browser has to treat it.
struct ProblemMiddleware: RouterMiddleware {
    func handle(
        _ request: Request, context: AdminContext,
        next: (Request, AdminContext) async throws -> Response
    ) async throws -> Response {
        var response: Response
        do {
            response = try await next(request, context)
        } catch {
            let problem = ProblemTable.problem(for: error)
            if problem.status.code >= 500 {
                context.logger.log(
                    level: ClientTrouble.isGone(error) ? .debug : .error, "A request on the admin listener failed",
                    metadata: ["error": "\(error)", "path": "\(request.uri.path)", "method": "\(request.method)"])
            }
            response = ProblemTable.response(to: problem)
        }
        for (name, value) in SecurityHeaders.all where !response.headers.contains(name) {
            response.headers[name] = value
        }
        return response
    }
}

/// Headers of every answer; a page may set its own policy.
enum SecurityHeaders {
    static let all: [(HTTPField.Name, String)] =
        [
            (.cacheControl, "no-store"),
            (.xContentTypeOptions, "nosniff"),
            (.contentSecurityPolicy, "default-src 'none'; frame-ancestors 'none'"),
        ] + named

    private static let named: [(HTTPField.Name, String)] = [
        ("Cross-Origin-Resource-Policy", "same-origin"), ("Referrer-Policy", "no-referrer"),
        ("X-Frame-Options", "DENY"),
    ].compactMap { name, value in HTTPField.Name(name).map { ($0, value) } }
}
