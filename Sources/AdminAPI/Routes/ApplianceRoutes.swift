import HTTPTypes
import Hummingbird
import Orchestrator
import RatchetCore
import Wording

/// Appliances, and what people set about them.
struct ApplianceRoutes: Sendable {
    let runner: StepRunner
    /// Those that the configuration names.
    let drivers: [String]

    func add(to table: RouteTable) {
        let appliance = "/api/v1/appliances/:appliance"
        table.add("/api/v1/appliances", [.get: .reading(.appliances, list), .post: .acting(.appliances, create)])
        table.add(appliance, [.get: .reading(.appliances, show), .patch: .acting(.appliances, change)])
        table.add("\(appliance)/explanation", [.get: .reading(.appliances, explain)])
        table.add("\(appliance)/timeline", [.get: .reading(.appliances, timeline)])
        table.add("\(appliance)/role", [.put: .approving(.appliances, setRole)])
        table.add("\(appliance)/turn", [.put: .acting(.appliances, setTurn)])
        table.add("\(appliance)/contract", [.put: .acting(.appliances, setContract)])
        table.add("\(appliance)/snapshot", [.post: .acting(.appliances, snapshot)])
    }

    @Sendable private func list(_ request: Request, _ context: AdminContext) async throws -> Response {
        let page = try await runner.read(
            AdminAppliances.list(
                after: try request.number("after", in: 0...Int64.max, usually: 0), limit: try request.limit()))
        return try JSONAnswer.response(in: request.book) { book in
            ApplianceListResource(
                appliances: page.appliances.map { ApplianceResource($0, book) }, next: page.next,
                standstill: page.standstill.map(StandstillOrderResource.init))
        }
    }

    @Sendable private func create(_ request: Request, _ context: AdminContext) async throws -> Response {
        let body = try await JSONAnswer.body(ApplianceBody.self, of: request)
        let step = AdminAppliances.add(body.request, drivers: drivers, by: try context.signedIn().rights)
        return try JSONAnswer.response(try await runner.of(context).perform(step), in: request.book, status: .created)
    }

    @Sendable private func show(_ request: Request, _ context: AdminContext) async throws -> Response {
        let details = try await runner.read(AdminAppliances.show(try context.word("appliance")))
        return try JSONAnswer.response(details, in: request.book)
    }

    @Sendable private func change(_ request: Request, _ context: AdminContext) async throws -> Response {
        let body = try await JSONAnswer.body(ApplianceChangesBody.self, of: request)
        let step = AdminAppliances.change(
            try context.word("appliance"), body.changes, drivers: drivers, by: try context.signedIn().rights)
        return try JSONAnswer.response(try await runner.of(context).perform(step), in: request.book)
    }

    @Sendable private func explain(_ request: Request, _ context: AdminContext) async throws -> Response {
        let explanation = try await runner.read(AdminAppliances.explain(try context.word("appliance")))
        return try JSONAnswer.response(in: request.book) { ApplianceExplanationResource(explanation, $0) }
    }

    @Sendable private func timeline(_ request: Request, _ context: AdminContext) async throws -> Response {
        let limit = try request.limit()
        let events = try await runner.read(
            AdminAppliances.timeline(
                try context.word("appliance"), before: try request.cursor("before"), limit: limit))
        return try JSONAnswer.response(
            TimelineResource(
                events: events.map(EventResource.init), next: events.count == limit ? events.last?.id : nil))
    }

    @Sendable private func setRole(_ request: Request, _ context: AdminContext) async throws -> Response {
        let body = try await JSONAnswer.body(RoleBody.self, of: request)
        let step = AdminAppliances.setRole(try context.word("appliance"), body.role)
        return try JSONAnswer.response(try await runner.of(context).perform(step), in: request.book)
    }

    @Sendable private func setTurn(_ request: Request, _ context: AdminContext) async throws -> Response {
        let body = try await JSONAnswer.body(TurnBody.self, of: request)
        let step = AdminAppliances.setTurn(try context.word("appliance"), on: body.on)
        return try JSONAnswer.response(try await runner.of(context).perform(step), in: request.book)
    }

    @Sendable private func setContract(_ request: Request, _ context: AdminContext) async throws -> Response {
        let body = try await JSONAnswer.body(ContractBody.self, of: request)
        let step = AdminAppliances.setContract(try context.word("appliance"), from: body.from, until: body.until)
        return try JSONAnswer.response(try await runner.of(context).perform(step), in: request.book)
    }

    @Sendable private func snapshot(_ request: Request, _ context: AdminContext) async throws -> Response {
        let body = try await JSONAnswer.optionalBody(SnapshotBody.self, of: request) ?? SnapshotBody()
        let step = AdminAppliances.snapshot(try context.word("appliance"), body.request)
        return try JSONAnswer.response(try await runner.of(context).perform(step), in: request.book, status: .accepted)
    }
}

extension JSONAnswer {
    /// An appliance after what was done to it.
    static func response(
        _ details: ApplianceDetails, in book: Phrasebook, status: HTTPResponse.Status = .ok
    ) throws -> Response {
        var response = try response(in: book) { ApplianceDetailsResource(details, $0) }
        response.status = status
        return response
    }
}
