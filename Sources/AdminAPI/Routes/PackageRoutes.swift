import HTTPTypes
import Hummingbird
import Orchestrator
import RatchetCore

/// Release graphs, and how their packages stand to an appliance (P2).
struct PackageRoutes: Sendable {
    let runner: StepRunner
    let files: FileReading
    /// How much of a chain lists tell.
    private static let chain = 16

    func add(to table: RouteTable) {
        let appliance = "/api/v1/appliances/:appliance"
        table.add("/api/v1/packages", [.get: .reading(.appliances, graphs), .post: .acting(.appliances, take)])
        table.add("/api/v1/packages/:product", [.get: .reading(.appliances, packages)])
        table.add("/api/v1/packages/:product/path", [.get: .reading(.appliances, path)])
        table.add("\(appliance)/packages", [.get: .reading(.appliances, standings)])
        table.add("\(appliance)/packages/:package", [.get: .reading(.appliances, standing)])
    }

    @Sendable private func graphs(_ request: Request, _ context: AdminContext) async throws -> Response {
        let graphs = try await runner.read(AdminPackages.graphs())
        return try JSONAnswer.response(GraphListResource(graphs: graphs.map(GraphResource.init)))
    }

    @Sendable private func take(_ request: Request, _ context: AdminContext) async throws -> Response {
        let body = try await JSONAnswer.body(FileBody.self, of: request)
        let graph = try files.readGraph(body.text)
        if body.dryRun == true {
            return try JSONAnswer.response(GraphPreviewResource(try await runner.read(AdminPackages.preview(graph))))
        }
        let details = try await runner.of(context).perform(
            weight: body.text.utf8.count, AdminPackages.importGraph(graph))
        return try JSONAnswer.response(GraphResource(details), status: .created)
    }

    @Sendable private func packages(_ request: Request, _ context: AdminContext) async throws -> Response {
        let product = try context.word("product")
        let graph = try await runner.read(AdminPackages.graph(product))
        let page = try await runner.read(
            AdminPackages.packages(of: product, after: try request.cursor("after"), limit: try request.limit()))
        return try JSONAnswer.response(
            PackageListResource(
                graph: GraphResource(graph), packages: page.entries.map(PackageResource.init), next: page.next?.text))
    }

    @Sendable private func path(_ request: Request, _ context: AdminContext) async throws -> Response {
        let installed = UpgradeRequest(base: request.query("fromBase"), product: request.query("from"))
        let found = try await runner.read(
            AdminPackages.path(in: try context.word("product"), from: installed, to: request.target))
        return try JSONAnswer.response(PathResource(found.answer, from: found.installed))
    }

    @Sendable private func standings(_ request: Request, _ context: AdminContext) async throws -> Response {
        let page = try await runner.read(
            AdminPackages.packages(
                on: try context.word("appliance"), standings: Set(try request.words("standing")),
                after: try request.cursor("after"), limit: try request.limit()))
        return try JSONAnswer.response(
            PackageStandingListResource(
                packages: page.entries.map { PackageStandingResource($0, most: Self.chain) }, next: page.next?.text))
    }

    @Sendable private func standing(_ request: Request, _ context: AdminContext) async throws -> Response {
        let view = try await runner.read(
            AdminPackages.package(try context.word("package"), on: try context.word("appliance")))
        return try JSONAnswer.response(PackageStandingResource(view))
    }
}
