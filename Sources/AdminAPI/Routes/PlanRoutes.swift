import HTTPTypes
import Hummingbird
import Orchestrator
import RatchetCore

struct PlanRoutes: Sendable {
    let runner: StepRunner

    func add(to table: RouteTable) {
        table.add("/api/v1/plans", [.get: .reading(.plans, list), .post: .acting(.plans, create)])
        table.add("/api/v1/plans/cancel-all", [.post: .stopping(.plans, cancelAll)])
        table.add("/api/v1/plans/:plan", [.get: .reading(.plans, show)])
        table.add("/api/v1/plans/:plan/cancel", [.post: .stopping(.plans, cancel)])
    }

    @Sendable private func list(_ request: Request, _ context: AdminContext) async throws -> Response {
        let plans = try await runner.read(AdminPlans.list())
        return try JSONAnswer.response(PlanListResource(plans: plans.map { PlanResource($0) }))
    }

    @Sendable private func create(_ request: Request, _ context: AdminContext) async throws -> Response {
        let body = try await JSONAnswer.body(PlanBody.self, of: request)
        if body.dryRun == true {
            let preview = try await runner.read(AdminPlans.preview(body.request))
            return try JSONAnswer.response(in: request.book) { PreviewResource(preview, $0) }
        }
        let plan = try await runner.of(context).perform(AdminPlans.create(body.request))
        return try JSONAnswer.response(PlanResource(plan), status: .created)
    }

    @Sendable private func show(_ request: Request, _ context: AdminContext) async throws -> Response {
        let details = try await runner.read(AdminPlans.show(try context.word("plan")))
        return try JSONAnswer.response(in: request.book) { PlanResource(details, $0) }
    }

    @Sendable private func cancel(_ request: Request, _ context: AdminContext) async throws -> Response {
        let plan = try await runner.of(context).perform(AdminPlans.cancel(try context.word("plan")))
        return try JSONAnswer.response(PlanResource(plan))
    }

    @Sendable private func cancelAll(_ request: Request, _ context: AdminContext) async throws -> Response {
        let plans = try await runner.of(context).perform(AdminPlans.cancelAll())
        return try JSONAnswer.response(PlanListResource(plans: plans.map { PlanResource($0) }))
    }
}
