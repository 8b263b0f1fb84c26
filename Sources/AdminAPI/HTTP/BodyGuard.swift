import HTTPTypes
import Hummingbird
import NIOCore

/// Takes bodies in: at most 1 MiB, files that people write at most 16 MiB, and only what is said to be JSON, which a form of a foreign page can't say.
struct BodyGuard: RouterMiddleware {
    static let limit = 1 << 20
    /// A release graph of some thousand packages.
    static let limitOfFiles = 16 << 20

    private static func limit(at path: String) -> Int {
        ["/api/v1/packages", "/api/v1/calendars"].contains(path) ? limitOfFiles : limit
    }

    func handle(
        _ request: Request, context: AdminContext,
        next: (Request, AdminContext) async throws -> Response
    ) async throws -> Response {
        let limit = BodyGuard.limit(at: request.uri.path)
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
            throw HTTPProblem.tooLarge(limit)
        }
        var request = request
        let body: ByteBuffer
        do {
            body = try await request.collectBody(upTo: limit)
        } catch is NIOTooManyBytesError {
            throw HTTPProblem.tooLarge(limit)
        }
        if body.readableBytes > 0, !BodyGuard.isJSON(request.headers[.contentType]) {
            throw HTTPProblem.wrongContentType
        }
        return try await next(request, context)
    }

    static func isJSON(_ contentType: String?) -> Bool {
        let type = contentType?.split(separator: ";").first ?? ""
        return type.trimmingPrefix(" ").lowercased().split(separator: " ") == ["application/json"]
    }
}
