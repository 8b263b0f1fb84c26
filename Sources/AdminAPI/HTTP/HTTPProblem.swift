import HTTPTypes
import Orchestrator
import RatchetCore

/// A request that was refused before any step saw it.
struct HTTPProblem: Error, Sendable {
    let status: HTTPResponse.Status
    let code: String
    let title: String
    let detail: String
    var headers: HTTPFields = [:]
    var faults: [AdminProblem.Fault] = []
    var blocked: Blockage?
}

extension HTTPProblem {
    static func foreignHost(_ host: String?) -> HTTPProblem {
        HTTPProblem(
            status: .forbidden, code: "foreign-host", title: "The request is for another host",
            detail: """
                This listener answers as localhost and under the names that its configuration gives it; the request's \
                Host was \(host.map { "\"\($0.prefix(200))\"" } ?? "missing").
                """)
    }

    static func foreignOrigin(_ origin: String) -> HTTPProblem {
        HTTPProblem(
            status: .forbidden, code: "foreign-origin", title: "The request comes from a page of another site",
            detail: "Pages of \"\(origin.prefix(200))\" may not use this interface.")
    }

    static let noSuchPath = HTTPProblem(
        status: .notFound, code: "no-such-path", title: "There is nothing at this path",
        detail: "The interface is under /api/v1; docs/api.md lists its paths.")

    static func methodNotAllowed(_ allowed: [HTTPRequest.Method]) -> HTTPProblem {
        let names = allowed.map(\.rawValue).sorted().joined(separator: ", ")
        return HTTPProblem(
            status: .methodNotAllowed, code: "method-not-allowed", title: "This path does not take this method",
            detail: "It takes \(names).", headers: [.allow: names])
    }

    static func tooLarge(_ limit: Int) -> HTTPProblem {
        HTTPProblem(
            status: .contentTooLarge, code: "body-too-large", title: "The body is too large",
            detail: "A body may have \(limit) octets.")
    }

    static let wrongContentType = HTTPProblem(
        status: .unsupportedMediaType, code: "wrong-content-type", title: "The body is not said to be JSON",
        detail: "Send the body as JSON with the header `Content-Type: application/json`.")

    static let tooManyStreams = HTTPProblem(
        status: .serviceUnavailable, code: "too-many-streams", title: "Too many event streams are open",
        detail: "At most \(StreamCount.most) are served at once. Close one, or read /api/v1/events page by page.",
        headers: [.retryAfter: "5"])

    static func malformed(_ fault: AdminProblem.Fault) -> HTTPProblem {
        HTTPProblem(
            status: .badRequest, code: "malformed-body", title: "The body can't be read",
            detail: fault.field.isEmpty ? fault.text : "\(fault.field): \(fault.text)", faults: [fault])
    }

    static func invalidParameter(_ name: String, _ text: String) -> HTTPProblem {
        HTTPProblem(
            status: .badRequest, code: "invalid-parameter", title: "A parameter can't be read",
            detail: "\(name): \(text)", faults: [AdminProblem.Fault(name, text)])
    }

    /// What to write instead of a word that is none of these: all of them where they are few, else those that are near.
    static func unknown(_ word: String, among known: [String]) -> String {
        let refusal = "\(word.debugDescription.prefix(80)) is none."
        if known.count <= 5 { return "\(refusal) Give one of \(known.joined(separator: ", "))." }
        let near = NearMatch.of(word, among: known)
        let meant = near.isEmpty ? "" : " Did you mean \(near.joined(separator: " or "))?"
        return "\(refusal)\(meant) docs/reference/reasons.md lists what there is."
    }
}
