import ApplePush
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Ports
import TestSupport
import Testing

@Suite("Pushes to a stand-in without TLS")
struct PlainPushTests {
    @Test func `a push has the token in its path, topic and type in headers, and the magic alone in its body`()
        async throws
    {
        let router = Router()
        router.post("/3/device/{token}") { request, _ -> Response in
            let body = String(buffer: try await request.body.collect(upTo: 4096))
            #expect(request.uri.path == "/3/device/ab01")
            #expect(body == #"{"mdm":"M\"1"}"#)
            let headers = ["apns-topic", "apns-push-type", "apns-priority", "apns-expiration"].map { name in
                HTTPField.Name(name).flatMap { request.headers[$0] }
            }
            #expect(headers == [PushHouse.topic, "mdm", "10", "1800000000"])
            return Response(status: .ok, headers: [HTTPField.Name("apns-id") ?? .server: "id-1"])
        }
        let outcome = try await LoopbackServer.serving(router) { base in
            let client = PushClient(PushServiceChoice(url: base + "/"))
            let outcome = await client.send(.sample)
            await client.close()
            return outcome
        }
        #expect(outcome == .accepted(id: "id-1"))
    }
}
