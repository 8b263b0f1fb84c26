import AppleLookup
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Synchronization

/// A stand-in for Apple's Software Lookup Service: `GET /v2/pmv` with an ETag, on the loopback.
///
/// `POST /publish` with a `FleetRelease` as JSON adds a release while things run; Apple has no such thing.
final class LookupService: Sendable {
    static let path = "/v2/pmv"
    /// Larger releases are refused.
    static let largestBody = 256 * 1_024

    let server: StandInServer
    private let feed: Mutex<StandInFeed>
    private let now: @Sendable () -> Date
    private let changed: @Sendable () -> Void

    /// `changed` is called after each release that was published.
    init(
        address: ListenAddress, feed: StandInFeed, now: @escaping @Sendable () -> Date = { Date() },
        changed: @escaping @Sendable () -> Void = {}
    ) {
        server = StandInServer(name: "lookup service", address: address)
        self.feed = Mutex(feed)
        self.now = now
        self.changed = changed
    }

    var current: StandInFeed { feed.withLock { $0 } }

    func publish(_ release: FleetRelease) throws {
        try feed.withLock { try $0.publish(release) }
        changed()
    }

    func run(logger: Logger) async throws {
        let router = Router()
        router.get("/v2/pmv") { [self] request, _ in serve(request) }
        router.post("/publish") { [self] request, _ in await publish(from: request) }
        try await server.run(router, logger: logger)
    }

    private func serve(_ request: Request) -> Response {
        let body = current.feed(at: now()).json()
        let tag = LookupService.tag(of: body)
        var headers = HTTPFields()
        headers[.eTag] = tag
        if request.headers[.ifNoneMatch] == tag { return Response(status: .notModified, headers: headers) }
        headers[.contentType] = "application/json"
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: body)))
    }

    private func publish(from request: Request) async -> Response {
        var request = request
        guard let body = try? await request.collectBody(upTo: LookupService.largestBody) else {
            return Response(status: .contentTooLarge)
        }
        do {
            try publish(JSONDecoder().decode(FleetRelease.self, from: Data(body.readableBytesView)))
            return Response(status: .noContent)
        } catch {
            return Response(status: .badRequest, body: .init(byteBuffer: ByteBuffer(string: "\(error)\n")))
        }
    }

    /// FNV-1a over the body: it changes with the body, and needs to do no more.
    static func tag(of body: Data) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in body { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return "\"\(String(hash, radix: 16))\""
    }
}
