import HTTPTypes
import Hummingbird
import Orchestrator
import RatchetCore

struct GroupRoutes: Sendable {
    let runner: StepRunner

    func add(to table: RouteTable) {
        let group = "/api/v1/groups/:group"
        table.add("/api/v1/groups", [.get: .reading(.groups, list), .post: .acting(.groups, create)])
        table.add(group, [.get: .reading(.groups, show)])
        table.add("\(group)/members", [.post: .acting(.groups, addMembers)])
        table.add(
            "\(group)/members/:device",
            [.put: .acting(.groups, addMember), .delete: .acting(.groups, removeMember)])
    }

    @Sendable private func list(_ request: Request, _ context: AdminContext) async throws -> Response {
        let groups = try await runner.read(AdminGroups.list())
        return try JSONAnswer.response(GroupListResource(groups: groups.map { GroupResource($0) }))
    }

    @Sendable private func create(_ request: Request, _ context: AdminContext) async throws -> Response {
        let body = try await JSONAnswer.body(GroupBody.self, of: request)
        let group = try await runner.of(context).perform(AdminGroups.create(name: body.name))
        return try JSONAnswer.response(GroupResource(group), status: .created)
    }

    @Sendable private func show(_ request: Request, _ context: AdminContext) async throws -> Response {
        let details = try await runner.read(AdminGroups.show(try context.word("group")))
        return try JSONAnswer.response(GroupResource(details.group, members: details.members))
    }

    @Sendable private func addMembers(_ request: Request, _ context: AdminContext) async throws -> Response {
        let body = try await JSONAnswer.body(MembersBody.self, of: request)
        let group = try await runner.of(context).perform(AdminGroups.add(body.devices, to: try context.word("group")))
        return try JSONAnswer.response(GroupResource(group))
    }

    @Sendable private func addMember(_ request: Request, _ context: AdminContext) async throws -> Response {
        let group = try await runner.of(context).perform(
            AdminGroups.add(member: try context.word("device"), to: try context.word("group")))
        return try JSONAnswer.response(GroupResource(group))
    }

    @Sendable private func removeMember(_ request: Request, _ context: AdminContext) async throws -> Response {
        let group = try await runner.of(context).perform(
            AdminGroups.remove(member: try context.word("device"), from: try context.word("group")))
        return try JSONAnswer.response(GroupResource(group))
    }
}
