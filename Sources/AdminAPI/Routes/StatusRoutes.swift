import HTTPTypes
import Hummingbird
import NIOCore
import Orchestrator
import RatchetCore

struct StatusRoutes: Sendable {
    let runner: StepRunner
    let lookup: any LookupRefreshing

    func add(to table: RouteTable) {
        table.add("/api/v1/releases", [.get: .reading(.releases, releases)])
        table.add("/api/v1/releases/refresh", [.post: .stopping(.releases, refresh)])
        table.add("/api/v1/status", [.get: .reading(.status, status)])
        table.add("/api/v1/overview", [.get: .reading(.status, overview)])
        table.add("/api/v1/refusals", [.get: .reading(.status, refusals)])
        let monitors = "monitors ask it; it tells nothing but that the server runs"
        table.add("/healthz", [.get: .everybody(because: monitors) { _, _ in StatusRoutes.words("ok") }])
        table.add("/readyz", [.get: .everybody(because: "\(monitors) and reaches its database", ready)])
    }

    @Sendable private func releases(_ request: Request, _ context: AdminContext) async throws -> Response {
        let listing = try await runner.read(AdminReleases.list())
        return try JSONAnswer.response(
            ReleaseListResource(
                catalog: CatalogResource(listing.catalog), releases: listing.releases.map(ReleaseResource.init)))
    }

    @Sendable private func refresh(_ request: Request, _ context: AdminContext) async throws -> Response {
        let body = try await JSONAnswer.optionalBody(RefreshBody.self, of: request)
        let caller = try context.signedIn()
        if body?.believeBecause != nil, !caller.rights.allow(.approve, in: .releases) {
            throw HTTPProblem.notAllowed(caller)
        }
        let refreshed = try await lookup.refreshNow(believingBecause: body?.believeBecause, by: caller.actor)
        let catalog = try await runner.read(AdminStatus.catalog())
        return try JSONAnswer.response(
            RefreshResource(
                outcome: refreshed.outcome.rawValue, rows: refreshed.rows, problem: refreshed.problem,
                catalog: CatalogResource(catalog)))
    }

    @Sendable private func status(_ request: Request, _ context: AdminContext) async throws -> Response {
        try JSONAnswer.response(StatusResource(try await runner.read(AdminStatus.status())))
    }

    @Sendable private func overview(_ request: Request, _ context: AdminContext) async throws -> Response {
        try JSONAnswer.response(OverviewResource(try await runner.read(AdminOverview.overview())))
    }

    @Sendable private func refusals(_ request: Request, _ context: AdminContext) async throws -> Response {
        let refusals = try await runner.read(AdminStatus.refusals(limit: try request.limit()))
        return try JSONAnswer.response(RefusalListResource(refusals: refusals.map(RefusalResource.init)))
    }

    /// Ready when the store answers.
    @Sendable private func ready(_ request: Request, _ context: AdminContext) async throws -> Response {
        _ = try await runner.read(AdminStatus.isReady())
        return StatusRoutes.words("ready")
    }

    private static func words(_ text: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: "text/plain; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: "\(text)\n")))
    }
}
