import HTTPTypes
import Hummingbird
import Orchestrator
import RatchetCore

/// One request that pauses everything.
struct StandstillRoutes: Sendable {
    let runner: StepRunner

    func add(to table: RouteTable) {
        table.add(
            "/api/v1/standstill", [.get: .reading(.appliances, show), .post: .stopping(.appliances, order)])
        table.add("/api/v1/standstill/end", [.post: .stopping(.appliances, end)])
    }

    @Sendable private func show(_ request: Request, _ context: AdminContext) async throws -> Response {
        try answer(try await runner.read(AdminStandstill.show()))
    }

    @Sendable private func order(_ request: Request, _ context: AdminContext) async throws -> Response {
        let body = try await JSONAnswer.body(ReasonBody.self, of: request)
        return try answer(try await runner.of(context).perform(AdminStandstill.pauseAll(because: body.because)))
    }

    @Sendable private func end(_ request: Request, _ context: AdminContext) async throws -> Response {
        let body = try await JSONAnswer.body(ReasonBody.self, of: request)
        return try answer(try await runner.of(context).perform(AdminStandstill.resumeAll(because: body.because)))
    }

    private func answer(_ standstill: Standstill?) throws -> Response {
        try JSONAnswer.response(StandstillResource(standstill: standstill.map(StandstillOrderResource.init)))
    }
}
