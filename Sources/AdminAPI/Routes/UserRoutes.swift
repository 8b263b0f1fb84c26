import HTTPTypes
import Hummingbird
import Orchestrator
import RatchetCore

/// Who may sign in.
struct UserRoutes: Sendable {
    let people: People

    func add(to table: RouteTable) {
        let user = "/api/v1/users/:user"
        table.add("/api/v1/users", [.get: .administering(.people, list), .post: .administering(.people, add)])
        table.add("\(user)/role", [.put: .administering(.people, setRole)])
        table.add("\(user)/password", [.put: .administering(.people, setPassword)])
        table.add("\(user)/disable", [.post: .administering(.people, disable)])
        table.add("\(user)/enable", [.post: .administering(.people, enable)])
    }

    @Sendable private func list(_ request: Request, _ context: AdminContext) async throws -> Response {
        try JSONAnswer.response(PersonListResource(users: try await people.list().map(PersonResource.init)))
    }

    @Sendable private func add(_ request: Request, _ context: AdminContext) async throws -> Response {
        let body = try await JSONAnswer.body(PersonBody.self, of: request)
        let person = try await people.add(
            name: body.name, role: try Role(said: body.role), password: body.password, by: try context.signedIn())
        return try JSONAnswer.response(PersonResource(person), status: .created)
    }

    @Sendable private func setRole(_ request: Request, _ context: AdminContext) async throws -> Response {
        let role = try Role(said: try await JSONAnswer.body(RoleBody.self, of: request).role)
        let person = try await people.setRole(role, of: try context.word("user"), by: try context.signedIn())
        return try JSONAnswer.response(PersonResource(person))
    }

    @Sendable private func setPassword(_ request: Request, _ context: AdminContext) async throws -> Response {
        let body = try await JSONAnswer.body(PasswordBody.self, of: request)
        let person = try await people.setPassword(
            body.password, of: try context.word("user"), by: try context.signedIn())
        return try JSONAnswer.response(PersonResource(person))
    }

    @Sendable private func disable(_ request: Request, _ context: AdminContext) async throws -> Response {
        let person = try await people.setDisabled(true, try context.word("user"), by: try context.signedIn())
        return try JSONAnswer.response(PersonResource(person))
    }

    @Sendable private func enable(_ request: Request, _ context: AdminContext) async throws -> Response {
        let person = try await people.setDisabled(false, try context.word("user"), by: try context.signedIn())
        return try JSONAnswer.response(PersonResource(person))
    }
}
