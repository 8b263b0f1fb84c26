import Hummingbird
import Orchestrator
import RatchetCore

/// What there is to see and to do about pushes.
struct PushRoutes: Sendable {
    let runner: StepRunner
    let pushing: any DevicePushing

    func add(to table: RouteTable) {
        table.add("/api/v1/push", [.get: .reading(.push, show)])
        table.add("/api/v1/push/resume", [.post: .acting(.push, resume)])
        table.add("/api/v1/devices/:device/push", [.post: .acting(.devices, push)])
    }

    @Sendable private func show(_ request: Request, _ context: AdminContext) async throws -> Response {
        try JSONAnswer.response(PushResource(try await runner.read(AdminPushes.show())))
    }

    @Sendable private func resume(_ request: Request, _ context: AdminContext) async throws -> Response {
        try JSONAnswer.response(PushResource(try await runner.of(context).perform(AdminPushes.resume())))
    }

    @Sendable private func push(_ request: Request, _ context: AdminContext) async throws -> Response {
        try JSONAnswer.response(PushAnswerResource(try await pushing.pushNow(to: try context.word("device"))))
    }
}
