import HTTPTypes
import Hummingbird
import NIOCore

/// Takes bodies in: at most 1 MiB, and only what is said to be JSON, which a form of a foreign page can't say.
struct BodyGuard: RouterMiddleware {
    static let limit = 1 << 20

    func handle(
        _ request: Request, context: AdminContext,
        next: (Request, AdminContext) async throws -> Response
    ) async throws -> Response {
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > BodyGuard.limit {
            throw HTTPProblem.tooLarge(BodyGuard.limit)
        }
        var request = request
        let body: ByteBuffer
        do {
            body = try await request.collectBody(upTo: BodyGuard.limit)
        } catch is NIOTooManyBytesError {
            throw HTTPProblem.tooLarge(BodyGuard.limit)
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
