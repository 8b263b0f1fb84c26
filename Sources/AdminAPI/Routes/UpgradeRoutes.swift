import HTTPTypes
import Hummingbird
import Orchestrator
import RatchetCore

/// The way of an appliance, and what people decide about its upgrade.
struct UpgradeRoutes: Sendable {
    let runner: StepRunner

    func add(to table: RouteTable) {
        let appliance = "/api/v1/appliances/:appliance"
        table.add("\(appliance)/path", [.get: .reading(.appliances, path)])
        table.add("\(appliance)/plan", [.post: .acting(.appliances, plan)])
        table.add("\(appliance)/approve", [.post: .approving(.appliances, approve)])
        table.add("\(appliance)/waive", [.post: .approving(.appliances, waive)])
        let decisions: [(String, (@escaping Handler) -> GuardedRoute, Decision)] = [
            ("start", { .acting(.appliances, $0) }, { word, _ in AdminUpgrades.start(word) }),
            ("pause", { .stopping(.appliances, $0) }, { AdminUpgrades.pause($0, because: $1) }),
            ("resume", { .acting(.appliances, $0) }, { word, _ in AdminUpgrades.resume(word) }),
            ("cancel", { .stopping(.appliances, $0) }, { word, _ in AdminUpgrades.cancel(word) }),
            ("unfreeze", { .approving(.appliances, $0) }, { AdminUpgrades.unfreeze($0, because: $1) }),
            ("restore", { .approving(.appliances, $0) }, { AdminUpgrades.restore($0, because: $1) }),
        ]
        for (name, access, decision) in decisions {
            table.add("\(appliance)/\(name)", [.post: access(deciding(decision))])
        }
    }

    /// What a person decides about an appliance's upgrade, for a reason.
    private typealias Decision = @Sendable (_ word: String, _ because: String?) -> AdminStep<ApplianceDetails>

    private func deciding(_ decision: @escaping Decision) -> Handler {
        { request, context in
            let body = try await JSONAnswer.optionalBody(ReasonBody.self, of: request)
            let step = decision(try context.word("appliance"), body?.because)
            return try JSONAnswer.response(try await runner.of(context).perform(step), in: request.book)
        }
    }

    @Sendable private func path(_ request: Request, _ context: AdminContext) async throws -> Response {
        let found = try await runner.read(AdminUpgrades.path(try context.word("appliance"), to: request.target))
        return try JSONAnswer.response(PathResource(found.answer, from: found.installed))
    }

    @Sendable private func plan(_ request: Request, _ context: AdminContext) async throws -> Response {
        let body = try await JSONAnswer.optionalBody(UpgradeBody.self, of: request) ?? UpgradeBody()
        let word = try context.word("appliance")
        if body.dryRun == true {
            let preview = try await runner.of(context).read(AdminUpgrades.preview(word, body.request))
            return try JSONAnswer.response(in: request.book) { UpgradePreviewResource(preview, $0) }
        }
        let details = try await runner.of(context).perform(AdminUpgrades.plan(word, body.request))
        return try JSONAnswer.response(details, in: request.book, status: .created)
    }

    @Sendable private func approve(_ request: Request, _ context: AdminContext) async throws -> Response {
        let body = try await JSONAnswer.optionalBody(ApprovalBody.self, of: request)
        let step = AdminUpgrades.approve(try context.word("appliance"), shown: body?.packages)
        return try JSONAnswer.response(try await runner.of(context).perform(step), in: request.book)
    }

    @Sendable private func waive(_ request: Request, _ context: AdminContext) async throws -> Response {
        let body = try await JSONAnswer.body(WaiverBody.self, of: request)
        let step = AdminUpgrades.waive(try context.word("appliance"), rule: body.rule, because: body.because)
        return try JSONAnswer.response(try await runner.of(context).perform(step), in: request.book)
    }
}

extension Request {
    /// What is wanted, as the query says it: `base`, `product`, `package`.
    var target: UpgradeRequest {
        UpgradeRequest(base: query("base"), product: query("product"), package: query("package"))
    }
}
