import ApplePush
import AsyncHTTPClient
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Ports
import TestSupport
import Testing

@Suite("Pushes over HTTP")
struct PushClientTests {
    private static let push = PushRequest(
        token: Data([0xAB, 0x01]), topic: "com.apple.mgmt.X", magic: "M\"1", expiration: 1_800_000_000)

    /// Answers as a push service would, and hands on what it was sent.
    private func outcome(
        _ status: HTTPResponse.Status, _ body: String,
        check: @escaping @Sendable (Request, String) -> Void = { _, _ in }
    ) async throws -> PushOutcome {
        let router = Router()
        router.post("/3/device/{token}") { request, _ -> Response in
            let sent = String(buffer: try await request.body.collect(upTo: 4096))
            check(request, sent)
            return Response(
                status: status, headers: [HTTPField.Name("apns-id") ?? .server: "id-1"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: body)))
        }
        return try await LoopbackServer.serving(router) { base in
            await PushClient(client: .shared, baseURL: base + "/").send(PushClientTests.push)
        }
    }

    @Test("carry the token in the path, the topic and type in headers, and the magic alone in the body")
    func request() async throws {
        let outcome = try await outcome(.ok, "") { request, body in
            #expect(request.uri.path == "/3/device/ab01")
            #expect(body == #"{"mdm":"M\"1"}"#)
            let headers = ["apns-topic", "apns-push-type", "apns-priority", "apns-expiration"].map { name in
                HTTPField.Name(name).flatMap { request.headers[$0] }
            }
            #expect(headers == ["com.apple.mgmt.X", "mdm", "10", "1800000000"])
        }
        #expect(outcome == .accepted(id: "id-1"))
    }

    @Test("that are refused for the token end it; others are tried again")
    func refusals() async throws {
        #expect(
            try await outcome(.badRequest, #"{"reason":"BadDeviceToken"}"#)
                == .tokenRefused(reason: "400 BadDeviceToken"))
        #expect(
            try await outcome(.gone, #"{"reason":"Unregistered","timestamp":1}"#)
                == .tokenRefused(reason: "410 Unregistered"))
        #expect(
            try await outcome(.forbidden, #"{"reason":"BadCertificate"}"#)
                == .topicRefused(reason: "403 BadCertificate"))
        #expect(try await outcome(.serviceUnavailable, "<html>") == .unavailable(reason: "503 "))
        #expect(try await outcome(.tooManyRequests, "") == .unavailable(reason: "429 "))
    }

    @Test("to a service that is not there are tried again")
    func unreachable() async throws {
        var settings = HTTPClient.Configuration()
        settings.connectionPool.retryConnectionEstablishment = false
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: settings)
        let outcome = await PushClient(client: client, baseURL: "http://127.0.0.1:1").send(PushClientTests.push)
        try await client.shutdown()
        guard case .unavailable(let reason) = outcome else { return #expect(Bool(false), "got \(outcome)") }
        #expect(reason == "the push service could not be reached: connection refused")
    }
}
