package import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Orchestrator

/// What a device is answered when all is well.
package enum DeviceAnswer: Sendable, Equatable {
    /// 200 with no body at all: taken, or nothing to do.
    case empty
    case plist(Data)
    case json(Data)

    var response: Response {
        switch self {
        case .empty: Response(status: .ok, headers: [.contentLength: "0"])
        case .plist(let bytes): DeviceAnswer.response(bytes, "application/xml; charset=UTF-8")
        case .json(let bytes): DeviceAnswer.response(bytes, "application/json")
        }
    }

    private static func response(_ bytes: Data, _ type: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: type],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}

/// The one table from problems to statuses (design rule 8). A device deletes a declaration on 404 and unenrols on 401, so
/// 404 stands here once and 401 not at all; 403 stands once and has an empty body.
package enum DeviceAnswerTable {
    static func status(of code: DeviceProblem.Code) -> HTTPResponse.Status {
        switch code {
        case .unknownEnrolment, .malformed, .notTaken, .proofUnreadable, .unknownPath, .certificateRefused: .badRequest
        case .linkRefused: .gone
        case .tooLarge: .contentTooLarge
        case .notInManifest: .notFound
        case .userNotManaged: .gone
        case .proofRefused: .forbidden
        }
    }

    /// The store can't do its work now: the device tries again later.
    static let storeTrouble: HTTPResponse.Status = .serviceUnavailable
    /// Seconds, as `Retry-After`.
    static let retryAfter = "60"
    static let internalFault: HTTPResponse.Status = .internalServerError

    /// The status that whatever a step threw is answered with.
    package static func code(of error: any Error) -> Int {
        if let problem = error as? DeviceProblem { return status(of: problem.code).code }
        return StoreTrouble.isTemporary(error) ? storeTrouble.code : internalFault.code
    }

    static func response(_ status: HTTPResponse.Status) -> Response {
        var headers: HTTPFields = [.contentLength: "0"]
        if status == storeTrouble { headers[.retryAfter] = retryAfter }
        return Response(status: status, headers: headers)
    }
}
