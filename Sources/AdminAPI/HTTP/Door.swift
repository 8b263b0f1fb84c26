import HTTPTypes
import Hummingbird
import Orchestrator
import RatchetCore

/// Finds out who sends a request: by `Authorization: Bearer`, else by the cookie of a session. What they may do, each route
/// says for itself.
struct Door: RouterMiddleware {
    let people: People
    let cookie: SessionCookie

    func handle(
        _ request: Request, context: AdminContext, next: (Request, AdminContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        if let header = request.headers[.authorization] {
            guard let token = Door.bearer(header) else { throw HTTPProblem.signInInvalid }
            try await recognise(token, &context)
        } else if let token = cookie.token(of: request) {
            try await recognise(token, &context)
            try Door.requireOwnPage(request)
        }
        return try await next(request, context)
    }

    private func recognise(_ token: String, _ context: inout AdminContext) async throws {
        let (people, address) = (people, context.address)
        guard let caller = try await people.caller(token, from: address) else { throw HTTPProblem.signInInvalid }
        context.caller = caller
        context.callerNow = { try await people.caller(token, from: address) }
    }

    /// The token of `Bearer rat_...` (RFC 6750); nil for another scheme.
    static func bearer(_ header: String) -> String? {
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return parts[1].trimmingPrefix(" ").description
    }

    /// A browser adds the cookie by itself, so a page of somebody else could send what its reader never meant. `HostGuard` has
    /// compared the origin where there is one; what changes something needs one, and a type that no form can say.
    private static func requireOwnPage(_ request: Request) throws {
        if [.get, .head, .options].contains(request.method) { return }
        if request.headers[.origin] == nil { throw HTTPProblem.foreignOrigin("unknown") }
        if !BodyGuard.isJSON(request.headers[.contentType]) { throw HTTPProblem.wrongContentType }
    }
}

/// The cookie that holds a session's token: not for scripts, not for other sites, and over TLS only where there is TLS.
struct SessionCookie: Sendable {
    let isSecure: Bool

    /// A browser takes the prefix `__Host-` only from the host itself and over TLS (RFC 6265bis, 4.1.3.2).
    var name: String { isSecure ? "__Host-ratchet-session" : "ratchet-session" }

    func token(of request: Request) -> String? { request.cookies[name]?.value }

    func holding(_ token: String, for seconds: Int) -> Cookie {
        Cookie(
            name: name, value: token, maxAge: seconds, path: "/", secure: isSecure, httpOnly: true, sameSite: .strict)
    }

    var cleared: Cookie { holding("", for: 0) }
}

extension HTTPProblem {
    /// RFC 6750, 3: how to show a token.
    private static let challenge: HTTPFields = [.wwwAuthenticate: "Bearer realm=\"ratchet\""]

    static let signInNeeded = HTTPProblem(
        status: .unauthorized, code: "sign-in-needed", title: "You have to sign in",
        detail: """
            Show a token with `Authorization: Bearer`, or sign in. On the server's own machine commands find the token of \
            the data folder by --config; elsewhere `ratchet login` signs in.
            """, headers: challenge)

    static let signInInvalid = HTTPProblem(
        status: .unauthorized, code: "sign-in-invalid", title: "This session or token is not valid",
        detail: "It has ended, has expired, was revoked, or was never given. Sign in again, or use another token.",
        headers: challenge)

    static func notAllowed(_ caller: Caller) -> HTTPProblem {
        HTTPProblem(
            status: .forbidden, code: "not-allowed", title: "You may not do this",
            detail: """
                The role or the token of \"\(caller.actor.name)\" does not reach so far; docs/people.md says which role may \
                do what. An administrator can give another one.
                """)
    }
}
