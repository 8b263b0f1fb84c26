import HTTPTypes
import Hummingbird
import NIOCore
import Orchestrator
import RatchetCore

/// How devices come to this service. Whoever has a profile or a link can enrol a device, so only administrators and operators get
/// one; who agrees to what can't be changed later is an administrator.
struct EnrolmentRoutes: Sendable {
    let runner: StepRunner

    func add(to table: RouteTable) {
        table.add("/api/v1/enrolment", [.get: .reading(.enrolment, show)])
        table.add("/api/v1/enrolment/profile", [.post: .acting(.enrolment, profile)])
        table.add("/api/v1/enrolment/links", [.get: .reading(.enrolment, links), .post: .acting(.enrolment, makeLink)])
        table.add("/api/v1/enrolment/links/:link", [.delete: .acting(.enrolment, endLink)])
    }

    @Sendable private func show(_ request: Request, _ context: AdminContext) async throws -> Response {
        try JSONAnswer.response(EnrolmentResource(try await runner.read(AdminEnrolment.overview())))
    }

    @Sendable private func profile(_ request: Request, _ context: AdminContext) async throws -> Response {
        let body = try await JSONAnswer.optionalBody(EnrolmentBody.self, of: request)
        let profile = try await runner.of(context).perform(AdminEnrolment.profile(accepts: body?.accept ?? false))
        return Response(
            status: .ok, headers: [.contentType: AdminEnrolment.profileType, .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: profile)))
    }

    @Sendable private func links(_ request: Request, _ context: AdminContext) async throws -> Response {
        let links = try await runner.read(AdminEnrolment.links())
        return try JSONAnswer.response(EnrolmentLinkListResource(links: links.map { EnrolmentLinkResource($0) }))
    }

    @Sendable private func makeLink(_ request: Request, _ context: AdminContext) async throws -> Response {
        let body = try await JSONAnswer.optionalBody(EnrolmentBody.self, of: request) ?? EnrolmentBody()
        let seconds = min(max(body.lifetime ?? Self.usualLifetime, 0), Self.longest)
        let link = try await runner.of(context).perform(
            AdminEnrolment.makeLink(
                note: body.note ?? "", lifetime: .seconds(seconds), accepts: body.accept ?? false))
        return try JSONAnswer.response(EnrolmentLinkResource(link), status: .created)
    }

    @Sendable private func endLink(_ request: Request, _ context: AdminContext) async throws -> Response {
        try await runner.of(context).perform(AdminEnrolment.endLink(try context.word("link")))
        return Response(status: .noContent)
    }

    /// In seconds.
    private static let usualLifetime: Int64 = 7 * 86_400
    /// More than is ever taken, and small enough to reckon with.
    private static let longest: Int64 = 3650 * 86_400
}
