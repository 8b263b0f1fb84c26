import HTTPTypes
import Hummingbird
import Orchestrator

/// Tokens of programs: everybody's own, and for administrators all.
struct TokenRoutes: Sendable {
    let people: People

    func add(to table: RouteTable) {
        table.add("/api/v1/tokens", [.get: .signedIn(list), .post: .signedIn(create)])
        table.add("/api/v1/tokens/:token", [.delete: .signedIn(revoke)])
    }

    @Sendable private func list(_ request: Request, _ context: AdminContext) async throws -> Response {
        let tokens = try await people.tokens(for: try context.signedIn())
        return try JSONAnswer.response(TokenListResource(tokens: tokens.map(TokenResource.init)))
    }

    @Sendable private func create(_ request: Request, _ context: AdminContext) async throws -> Response {
        let body = try await JSONAnswer.body(TokenBody.self, of: request)
        let (secret, token) = try await people.createToken(try body.request(), by: try context.signedIn())
        return try JSONAnswer.response(
            NewTokenResource(secret: secret.text, token: TokenResource(token)), status: .created)
    }

    @Sendable private func revoke(_ request: Request, _ context: AdminContext) async throws -> Response {
        let token = try await people.revokeToken(try context.word("token"), by: try context.signedIn())
        return try JSONAnswer.response(TokenResource(token))
    }
}
