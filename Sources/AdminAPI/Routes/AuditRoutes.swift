import HTTPTypes
import Hummingbird
import Orchestrator
import RatchetCore

/// What was done, by whom.
struct AuditRoutes: Sendable {
    let runner: StepRunner

    func add(to table: RouteTable) {
        table.add("/api/v1/audit", [.get: .administering(.audit, list)])
        table.add("/api/v1/audit/head", [.get: .administering(.audit, head)])
    }

    @Sendable private func list(_ request: Request, _ context: AdminContext) async throws -> Response {
        let after = try request.number("after", in: 0...Int64.max, usually: 0)
        let lines = try await runner.read(AdminAudit.list(after: after, limit: try request.limit()))
        return try JSONAnswer.response(
            AuditListResource(lines: lines.map(AuditLineResource.init), next: lines.last?.position ?? after))
    }

    @Sendable private func head(_ request: Request, _ context: AdminContext) async throws -> Response {
        try JSONAnswer.response(AuditHeadResource(try await runner.read(AdminAudit.head())))
    }
}
