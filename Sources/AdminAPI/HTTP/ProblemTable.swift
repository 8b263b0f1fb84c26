import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Orchestrator

/// The one table from errors to answers: problem details of RFC 9457.
enum ProblemTable {
    /// Seconds after which a request that could not be done may be tried again.
    static let retryAfter = "5"

    static func status(of sort: AdminProblem.Sort) -> HTTPResponse.Status {
        switch sort {
        case .invalid: .badRequest
        case .notFound: .notFound
        case .notSignedIn: .unauthorized
        case .forbidden: .forbidden
        case .tooMany: .tooManyRequests
        case .conflict: .conflict
        case .unavailable: .serviceUnavailable
        case .internal: .internalServerError
        }
    }

    static func problem(for error: any Error) -> HTTPProblem {
        switch error {
        case let problem as HTTPProblem: return problem
        case let error as HTTPError where error.status == .notFound: return .noSuchPath
        case let error as any HTTPResponseError where error.status.code < 500:
            return HTTPProblem(
                status: error.status, code: "bad-request", title: "The request can't be understood",
                detail: error.status.reasonPhrase)
        default: return HTTPProblem(AdminProblem.explaining(error))
        }
    }

    static func response(to problem: HTTPProblem) -> Response {
        let resource = ProblemResource(
            type: "urn:ratchet:problem:\(problem.code)", title: problem.title, status: problem.status.code,
            detail: problem.detail, code: problem.code,
            faults: problem.faults.map { ProblemResource.Fault(field: $0.field, text: $0.text) },
            blocked: problem.blocked.map(ProblemResource.Blocked.init))
        var headers = problem.headers
        headers[.contentType] = "application/problem+json"
        headers[.contentLanguage] = "en"
        if problem.status == .serviceUnavailable, headers[.retryAfter] == nil { headers[.retryAfter] = retryAfter }
        let body = (try? JSONAnswer.encoder.encode(resource)) ?? Data("{}".utf8)
        return Response(
            status: problem.status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }
}

extension HTTPProblem {
    fileprivate init(_ problem: AdminProblem) {
        self.init(
            status: ProblemTable.status(of: problem.sort), code: problem.code, title: problem.title,
            detail: problem.detail, headers: problem.retryAfter.map { [.retryAfter: String($0)] } ?? [:],
            faults: problem.faults, blocked: problem.blocked)
    }
}
