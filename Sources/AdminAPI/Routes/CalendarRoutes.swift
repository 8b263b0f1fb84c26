import HTTPTypes
import Hummingbird
import Orchestrator
import RatchetCore

/// When work may be done.
struct CalendarRoutes: Sendable {
    let runner: StepRunner
    let files: FileReading

    func add(to table: RouteTable) {
        table.add("/api/v1/calendars", [.get: .reading(.appliances, list), .post: .acting(.appliances, take)])
        table.add("/api/v1/calendars/:calendar", [.get: .reading(.appliances, show)])
    }

    @Sendable private func list(_ request: Request, _ context: AdminContext) async throws -> Response {
        let calendars = try await runner.read(AdminCalendars.list())
        return try JSONAnswer.response(CalendarListResource(calendars: calendars.map(CalendarResource.init)))
    }

    @Sendable private func take(_ request: Request, _ context: AdminContext) async throws -> Response {
        let body = try await JSONAnswer.body(FileBody.self, of: request)
        let calendars = try files.readCalendars(body.text)
        if body.dryRun == true {
            let previews = try await runner.read(AdminCalendars.preview(calendars))
            return try JSONAnswer.response(
                CalendarPreviewListResource(dryRun: true, calendars: previews.map(CalendarPreviewResource.init)))
        }
        let taken = try await runner.of(context).perform(
            weight: body.text.utf8.count, AdminCalendars.importCalendars(calendars))
        return try JSONAnswer.response(
            CalendarListResource(calendars: taken.map(CalendarResource.init)), status: .created)
    }

    @Sendable private func show(_ request: Request, _ context: AdminContext) async throws -> Response {
        let calendar = try await runner.read(AdminCalendars.show(try context.word("calendar")))
        return try JSONAnswer.response(CalendarResource(calendar))
    }
}
