import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Synchronization

/// A stand-in for Apple's push service: `POST /3/device/<token>` over HTTP/1.1 on the loopback.
///
/// It answers by Apple's rules and, in place of a push, wakes the device inside this process.
final class PushService: Sendable {
    /// Larger bodies are refused unread; APNs takes 4 KiB.
    static let largestBody = 16_384

    let server: StandInServer
    private let desk: Mutex<PushDesk>
    private let wake: @Sendable (Int) -> Void

    init(address: ListenAddress, wake: @escaping @Sendable (Int) -> Void) {
        server = StandInServer(name: "push service", address: address)
        desk = Mutex(PushDesk())
        self.wake = wake
    }

    var counts: PushCounts { desk.withLock { $0.counts } }

    func register(_ identity: DeviceIdentity, device: Int) {
        desk.withLock {
            $0.register(
                token: identity.pushTokenHex,
                .init(device: device, topic: identity.topic, magic: identity.pushMagic))
        }
    }

    func unregister(_ identity: DeviceIdentity, at now: Date) {
        desk.withLock { $0.unregister(token: identity.pushTokenHex, at: now) }
    }

    func run(logger: Logger) async throws {
        let router = Router()
        router.post("/3/device/{token}") { [self] request, context in
            try await answer(request, token: context.parameters.get("token") ?? "")
        }
        try await server.run(router, logger: logger)
    }

    private func answer(_ request: Request, token: String) async throws -> Response {
        var request = request
        guard let body = try? await request.collectBody(upTo: PushService.largestBody) else {
            return PushService.response(PushAnswer(status: 413, reason: "PayloadTooLarge"), id: nil)
        }
        let asked = PushRequest(
            token: token, topic: request.headers[.apnsTopic], pushType: request.headers[.apnsPushType],
            priority: request.headers[.apnsPriority], expiration: request.headers[.apnsExpiration],
            body: Array(body.readableBytesView))
        let answer = desk.withLock { $0.answer(asked) }
        if let device = answer.wakes { wake(device) }
        return PushService.response(answer, id: request.headers[.apnsID])
    }

    private static func response(_ answer: PushAnswer, id: String?) -> Response {
        var headers = HTTPFields()
        headers[.apnsID] = id ?? UUID().uuidString
        guard let reason = answer.reason else { return Response(status: .ok, headers: headers) }
        headers[.contentType] = "application/json"
        let timestamp = answer.timestamp.map { ",\"timestamp\":\($0)" } ?? ""
        let body = "{\"reason\":\"\(reason)\"\(timestamp)}"
        return Response(
            status: .init(code: answer.status), headers: headers, body: .init(byteBuffer: ByteBuffer(string: body)))
    }
}

extension HTTPField.Name {
    fileprivate static let apnsTopic = named("apns-topic")
    fileprivate static let apnsPushType = named("apns-push-type")
    fileprivate static let apnsPriority = named("apns-priority")
    fileprivate static let apnsExpiration = named("apns-expiration")
    fileprivate static let apnsID = named("apns-id")

    /// The names above are valid; the fallback only spares a trap.
    private static func named(_ name: String) -> HTTPField.Name {
        HTTPField.Name(name) ?? .userAgent
    }
}
