import HTTPTypes
import Hummingbird
import Orchestrator
import RatchetCore

struct DeviceRoutes: Sendable {
    let runner: StepRunner

    func add(to table: RouteTable) {
        let device = "/api/v1/devices/:device"
        table.add("/api/v1/devices", [.get: .reading(.devices, list)])
        table.add(device, [.get: .reading(.devices, show)])
        table.add("\(device)/explanation", [.get: .reading(.devices, explain)])
        table.add("\(device)/timeline", [.get: .reading(.devices, timeline)])
        table.add("\(device)/reports", [.get: .reading(.devices, reports)])
        table.add("\(device)/reports/:report", [.get: .reading(.devices, report)])
        table.add("\(device)/sync", [.post: .acting(.devices, sync)])
    }

    @Sendable private func list(_ request: Request, _ context: AdminContext) async throws -> Response {
        let filter = DeviceFilter(
            words: (request.query("q") ?? "").split(separator: " ").prefix(10).map(String.init),
            answers: Set(try request.words("answer")),
            reasons: Set(try request.words("reason")), group: request.query("group"),
            plan: request.query("plan"), needsALook: try request.truth("attention"))
        let page = try await runner.read(
            AdminDevices.list(
                after: try request.number("after", in: 0...Int64.max, usually: 0), limit: try request.limit(),
                filter: filter))
        return try JSONAnswer.response(
            DeviceListResource(devices: page.devices.map(DeviceResource.init), next: page.next))
    }

    @Sendable private func show(_ request: Request, _ context: AdminContext) async throws -> Response {
        try JSONAnswer.response(DeviceResource(try await runner.read(AdminDevices.show(try context.word("device")))))
    }

    @Sendable private func explain(_ request: Request, _ context: AdminContext) async throws -> Response {
        let explanation = try await runner.read(AdminExplain.explain(try context.word("device")))
        return try JSONAnswer.response(in: request.book) { ExplanationResource(explanation, $0) }
    }

    @Sendable private func timeline(_ request: Request, _ context: AdminContext) async throws -> Response {
        let limit = try request.limit()
        let events = try await runner.read(
            AdminDevices.timeline(try context.word("device"), before: try request.cursor("before"), limit: limit))
        return try JSONAnswer.response(
            TimelineResource(
                events: events.map(EventResource.init), next: events.count == limit ? events.last?.id : nil))
    }

    @Sendable private func reports(_ request: Request, _ context: AdminContext) async throws -> Response {
        let limit = try request.limit()
        let reports = try await runner.read(
            AdminReports.list(try context.word("device"), before: try request.cursor("before"), limit: limit))
        return try JSONAnswer.response(
            ReportListResource(
                reports: reports.map(ReportResource.init), next: reports.count == limit ? reports.last?.id : nil))
    }

    @Sendable private func report(_ request: Request, _ context: AdminContext) async throws -> Response {
        JSONAnswer.response(
            try await runner.read(
                AdminReports.body(try context.word("device"), report: try context.word("report"))))
    }

    @Sendable private func sync(_ request: Request, _ context: AdminContext) async throws -> Response {
        let device = try await runner.of(context).perform(AdminDevices.sync(try context.word("device")))
        return try JSONAnswer.response(DeviceResource(device), status: .accepted)
    }
}
