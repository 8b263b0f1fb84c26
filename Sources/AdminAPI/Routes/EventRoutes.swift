import HTTPTypes
import Hummingbird
import Orchestrator
import RatchetCore

/// Everything that happened, page by page or as it happens.
struct EventRoutes: Sendable {
    let runner: StepRunner
    let streams: StreamCount

    func add(to table: RouteTable) { table.add("/api/v1/events", [.get: .reading(.events, events)]) }

    @Sendable private func events(_ request: Request, _ context: AdminContext) async throws -> Response {
        if request.accepts("text/event-stream") { return try await stream(request, context) }
        let after = try request.number("after", in: 0...Int64.max, usually: 0)
        let events = try await runner.read(AdminEvents.list(after: after, limit: try request.limit()))
        return try JSONAnswer.response(
            EventListResource(
                events: events.map(StreamedEventResource.init), next: events.last?.position ?? after))
    }

    /// From where the reader left off, which its `Last-Event-ID` or `after` says, else from now on.
    private func stream(_ request: Request, _ context: AdminContext) async throws -> Response {
        let newest = try await runner.read(AdminEvents.last())
        let asked = try request.number("after", in: 0...Int64.max, usually: newest)
        let start = EventStream.lastEventID.flatMap { request.headers[$0] }.flatMap { Int64($0) } ?? asked
        guard let place = streams.enter() else { throw HTTPProblem.tooManyStreams }
        let stream = EventStream(runner: runner, after: start, place: place) { [callerNow = context.callerNow] in
            try await callerNow?()?.rights.allow(.read, in: .events) ?? false
        }
        return Response(
            status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
            body: ResponseBody { writer in try await stream.write(to: &writer) })
    }
}

extension Request {
    /// Whether the reader asks for this media type by its name.
    fileprivate func accepts(_ type: String) -> Bool {
        headers[.accept]?.lowercased().split(separator: ",").contains { $0.trimmingPrefix(" ").hasPrefix(type) }
            ?? false
    }
}
