import HTTPTypes
import Hummingbird
import Orchestrator
import RatchetCore

/// What people do by hand because a driver can't, and sign off.
struct CheckpointRoutes: Sendable {
    let runner: StepRunner

    func add(to table: RouteTable) {
        table.add("/api/v1/checkpoints", [.get: .reading(.appliances, list)])
        table.add("/api/v1/checkpoints/:checkpoint", [.get: .reading(.appliances, show)])
        table.add("/api/v1/checkpoints/:checkpoint/sign", [.post: .acting(.appliances, sign)])
    }

    @Sendable private func list(_ request: Request, _ context: AdminContext) async throws -> Response {
        let open = try await runner.read(AdminCheckpoints.list())
        return try JSONAnswer.response(CheckpointListResource(checkpoints: open.map { CheckpointResource($0) }))
    }

    @Sendable private func show(_ request: Request, _ context: AdminContext) async throws -> Response {
        let checkpoint = try await runner.read(AdminCheckpoints.show(try context.word("checkpoint")))
        return try JSONAnswer.response(CheckpointResource(checkpoint))
    }

    @Sendable private func sign(_ request: Request, _ context: AdminContext) async throws -> Response {
        let body = try await JSONAnswer.body(SignBody.self, of: request)
        let signed = try await runner.of(context).perform(
            AdminCheckpoints.sign(try context.word("checkpoint"), body.request))
        return try JSONAnswer.response(CheckpointResource(signed))
    }
}
