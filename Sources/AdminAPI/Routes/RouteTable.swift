import HTTPTypes
import Hummingbird

/// Decode, call one step, encode.
typealias Handler = @Sendable (Request, BasicRequestContext) async throws -> Response

/// Paths with their methods; every other method of a known path is answered with 405.
struct RouteTable {
    private static let methods: [HTTPRequest.Method] = [.get, .post, .put, .delete, .patch, .options]

    let router: Router<BasicRequestContext>

    func add(_ path: String, _ handlers: [HTTPRequest.Method: Handler]) {
        let allowed = RouteTable.methods.filter { handlers[$0] != nil }
        for method in RouteTable.methods {
            let refuse: Handler = { _, _ in throw HTTPProblem.methodNotAllowed(allowed) }
            router.on(RouterPath(path), method: method, use: handlers[method] ?? refuse)
        }
    }
}
