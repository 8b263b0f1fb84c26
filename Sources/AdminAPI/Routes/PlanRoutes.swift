import HTTPTypes
import Hummingbird
import Orchestrator

struct PlanRoutes: Sendable {
    let runner: StepRunner

    func add(to table: RouteTable) {
        table.add("/api/v1/plans", [.get: list, .post: create])
        table.add("/api/v1/plans/cancel-all", [.post: cancelAll])
        table.add("/api/v1/plans/:plan", [.get: show])
        table.add("/api/v1/plans/:plan/cancel", [.post: cancel])
    }

    @Sendable private func list(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let plans = try await runner.read(AdminPlans.list())
        return try JSONAnswer.response(PlanListResource(plans: plans.map { PlanResource($0) }))
    }

    @Sendable private func create(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let body = try await JSONAnswer.body(PlanBody.self, of: request)
        if body.dryRun == true {
            let preview = try await runner.read(AdminPlans.preview(body.request))
            return try JSONAnswer.response(in: request.book) { PreviewResource(preview, $0) }
        }
        let plan = try await runner.perform(AdminPlans.create(body.request))
        return try JSONAnswer.response(PlanResource(plan), status: .created)
    }

    @Sendable private func show(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let details = try await runner.read(AdminPlans.show(try context.word("plan")))
        return try JSONAnswer.response(in: request.book) { PlanResource(details, $0) }
    }

    @Sendable private func cancel(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        try JSONAnswer.response(PlanResource(try await runner.perform(AdminPlans.cancel(try context.word("plan")))))
    }

    @Sendable private func cancelAll(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let plans = try await runner.perform(AdminPlans.cancelAll())
        return try JSONAnswer.response(PlanListResource(plans: plans.map { PlanResource($0) }))
    }
}
