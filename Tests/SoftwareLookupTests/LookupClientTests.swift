import AsyncHTTPClient
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Ports
import SoftwareLookup
import TestSupport
import Testing

@Suite("The lookup service over HTTP")
struct LookupClientTests {
    private func fetch(
        etag: String? = nil, _ answer: @escaping @Sendable (Request) -> Response
    ) async throws -> LookupAnswer {
        let router = Router()
        router.get("/v2/pmv") { request, _ in answer(request) }
        return try await LoopbackServer.serving(router) { base in
            try await LookupClient(client: .shared, url: base + "/v2/pmv").fetch(etag: etag)
        }
    }

    @Test("gives the body as sent, with its entity tag")
    func body() async throws {
        let answer = try await fetch { _ in
            Response(status: .ok, headers: [.eTag: "\"1\""], body: ResponseBody(byteBuffer: ByteBuffer(string: "{}")))
        }
        #expect(answer == .feed(Data("{}".utf8), etag: "\"1\""))
    }

    @Test("answers that nothing has changed when it is asked with the tag of our copy")
    func unchanged() async throws {
        let answer = try await fetch(etag: "\"1\"") { request in
            Response(status: request.headers[.ifNoneMatch] == "\"1\"" ? .notModified : .ok)
        }
        #expect(answer == .unchanged)
    }

    @Test("that answers anything but 200 is a problem in words")
    func status() async throws {
        await #expect(throws: LookupProblem.self) { try await fetch { _ in Response(status: .internalServerError) } }
    }
}
