import HTTPTypes
import Hummingbird
import Orchestrator
import RatchetCore

/// Signing in and out, and who one is.
struct SignInRoutes: Sendable {
    let people: People
    let cookie: SessionCookie

    func add(to table: RouteTable) {
        table.add(
            "/api/v1/session",
            [
                .post: .everybody(because: "it is how one signs in; attempts are limited and noted", signIn),
                .delete: .signedIn(signOut),
            ])
        table.add("/api/v1/me", [.get: .signedIn(me)])
        table.add("/api/v1/me/password", [.put: .signedIn(changePassword)])
    }

    @Sendable private func signIn(_ request: Request, _ context: AdminContext) async throws -> Response {
        let body = try await JSONAnswer.body(SignInBody.self, of: request)
        let session = try await people.signIn(name: body.name, password: body.password, from: context.address)
        let isForProgram = body.token == true
        var response = try JSONAnswer.response(
            SessionResource(
                user: session.person.name, role: session.person.role.rawValue,
                expiresAt: session.expiresAt.description, token: isForProgram ? session.token.text : nil),
            status: .created)
        if !isForProgram { response.setCookie(cookie.holding(session.token.text, for: session.seconds)) }
        return response
    }

    @Sendable private func signOut(_ request: Request, _ context: AdminContext) async throws -> Response {
        let caller = try context.signedIn()
        try await people.signOut(caller)
        var response = try JSONAnswer.response(CallerResource(caller))
        response.setCookie(cookie.cleared)
        return response
    }

    @Sendable private func me(_ request: Request, _ context: AdminContext) async throws -> Response {
        try JSONAnswer.response(CallerResource(try context.signedIn()))
    }

    @Sendable private func changePassword(_ request: Request, _ context: AdminContext) async throws -> Response {
        let (body, caller) = (try await JSONAnswer.body(PasswordBody.self, of: request), try context.signedIn())
        try await people.changeOwnPassword(from: body.present ?? "", to: body.password, by: caller)
        return try JSONAnswer.response(CallerResource(caller))
    }
}
