import HTTPTypes
import Hummingbird
import NIOCore
import Orchestrator

/// Where the first administrator is made, with the link that the server's start has printed.
struct SetupRoutes: Sendable {
    let people: People

    func add(to table: RouteTable) {
        let form = "the page of the one-time link: a form, and nothing of the server's"
        let reason = "nobody can sign in yet; it does nothing without the one-time link of the server's start"
        table.add("/setup", [.get: .everybody(because: form, page)])
        table.add("/setup/page.js", [.get: .everybody(because: "belongs to that page", script)])
        table.add("/setup/page.css", [.get: .everybody(because: "belongs to that page", style)])
        table.add("/api/v1/setup", [.post: .everybody(because: reason, setUp)])
    }

    @Sendable private func setUp(_ request: Request, _ context: AdminContext) async throws -> Response {
        let body = try await JSONAnswer.body(SetupBody.self, of: request)
        let person = try await people.setUp(
            body.token, name: body.name, password: body.password, from: context.address)
        return try JSONAnswer.response(PersonResource(person), status: .created)
    }

    @Sendable private func page(_ request: Request, _ context: AdminContext) async throws -> Response {
        var response = SetupRoutes.file(SetupPage.html, "text/html; charset=utf-8")
        response.headers[.contentSecurityPolicy] = SetupPage.policy
        return response
    }

    @Sendable private func script(_ request: Request, _ context: AdminContext) async throws -> Response {
        SetupRoutes.file(SetupPage.script, "text/javascript; charset=utf-8")
    }

    @Sendable private func style(_ request: Request, _ context: AdminContext) async throws -> Response {
        SetupRoutes.file(SetupPage.style, "text/css; charset=utf-8")
    }

    private static func file(_ text: String, _ type: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: type], body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
