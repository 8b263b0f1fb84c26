import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Synchronization

/// A stand-in for Apple's push service on the loopback: `POST /3/device/<token>` over HTTP/2 and TLS, or over plain HTTP/1.1.
///
/// It answers by Apple's rules and, in place of a push, wakes the device inside this process.
final class PushService: Sendable {
    /// Larger bodies are refused unread; APNs takes 4 KiB.
    static let largestBody = 16_384

    private let server: StandInServer
    private let encrypted: PushStandIn?
    private let desk: PushCounter

    /// - Parameter identity: the certificates of TLS; nil for plain HTTP/1.1.
    init(
        address: ListenAddress, identity: PushStandInIdentity? = nil, manners: PushStandIn.Manners = .init(),
        wake: @escaping @Sendable (Int) -> Void
    ) {
        let desk = PushCounter(wake: wake)
        self.desk = desk
        server = StandInServer(name: "push service", address: address)
        encrypted = identity.map { identity in
            PushStandIn(address: address, identity: identity, manners: manners) { desk.answer($0) }
        }
    }

    /// Where it listens, as soon as it does.
    var bound: Announcement<ListenAddress> { encrypted?.bound ?? server.bound }

    /// Its address, as soon as it listens.
    var url: String {
        get async throws {
            let address = try await bound.value()
            return encrypted == nil ? address.url : address.encryptedURL
        }
    }

    var counts: PushCounts { desk.counts }

    func register(_ identity: DeviceIdentity, device: Int) {
        desk.change {
            $0.register(
                token: identity.pushTokenHex,
                .init(device: device, topic: identity.topic, magic: identity.pushMagic))
        }
    }

    func unregister(_ identity: DeviceIdentity, at now: Date) {
        desk.change { $0.unregister(token: identity.pushTokenHex, at: now) }
    }

    func run(logger: Logger) async throws {
        if let encrypted { return try await encrypted.run() }
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
        return PushService.response(desk.answer(asked), id: request.headers[.apnsID])
    }

    private static func response(_ answer: PushAnswer, id: String?) -> Response {
        var headers = HTTPFields()
        headers[.apnsID] = id ?? UUID().uuidString
        if answer.reason != nil { headers[.contentType] = "application/json" }
        return Response(
            status: .init(code: answer.status), headers: headers,
            body: .init(byteBuffer: ByteBuffer(string: answer.body)))
    }
}

/// The desk, where several ask at once, and whom it wakes.
private final class PushCounter: Sendable {
    private let desk = Mutex(PushDesk())
    private let wake: @Sendable (Int) -> Void

    init(wake: @escaping @Sendable (Int) -> Void) { self.wake = wake }

    var counts: PushCounts { desk.withLock { $0.counts } }

    func change(_ change: (inout PushDesk) -> Void) { desk.withLock { change(&$0) } }

    func answer(_ request: PushRequest) -> PushAnswer {
        let answer = desk.withLock { $0.answer(request) }
        if let device = answer.wakes { wake(device) }
        return answer
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
