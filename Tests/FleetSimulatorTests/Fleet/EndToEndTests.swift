import AppleDDM
import AppleMDM
import AsyncHTTPClient
import Foundation
import Hummingbird
import Logging
import NIOCore
import NIOHTTP1
import Synchronization
import Testing

@testable import FleetSimulator

/// The fake server behind real HTTP, which pushes after enrolment as a real one does.
private final class HTTPServer: Sendable {
    let server: Mutex<FakeServer>
    let bound = Announcement<Int>()

    init(_ server: FakeServer) {
        self.server = Mutex(server)
    }

    func run() async throws {
        let router = Router()
        for route in [DeviceMessage.Route.checkIn, .connect] {
            router.put("\(route.rawValue)") { [self] request, _ in
                var request = request
                let body = try await request.collectBody(upTo: 1 << 20)
                let message = DeviceMessage(route: route, body: Data(body.readableBytesView))
                guard request.headers[.contentType] == message.contentType else { return Response(status: .badRequest) }
                let reply = server.withLock { $0.answer(message) }
                var headers = HTTPFields()
                headers[.contentType] = reply.contentType
                return Response(
                    status: .init(code: reply.status), headers: headers,
                    body: .init(byteBuffer: ByteBuffer(bytes: reply.body)))
            }
        }
        var logger = Logger(label: "fake")
        logger.logLevel = .error
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { [bound] in bound.announce($0.localAddress?.port ?? 0) }, logger: logger)
        try await application.runUntilCancelled()
    }
}

@Suite("End to end")
struct EndToEndTests {
    private static func prepared() -> FakeServer {
        var server = FakeServer()
        server.declare(
            DeclarationType.subscriptions, "s",
            [
                "StatusItems": [
                    ["Name": "softwareupdate.install-state"], ["Name": "device.operating-system.version"],
                ]
            ])
        server.declare(
            DeclarationType.enforcement, "u",
            ["TargetOSVersion": "26.4", "TargetLocalDateTime": "2099-01-01T00:00:00"])
        server.declare(DeclarationType.activation, "a", ["StandardConfigurations": ["s", "u"]])
        server.orderSync()
        return server
    }

    @Test("one device over HTTP: enrolled, pushed, declared to, updated", .timeLimit(.minutes(5)))
    func oneDevice() async throws {
        let http = HTTPServer(EndToEndTests.prepared())
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await http.run() }
            let port = try await http.bound.value()
            var configuration = FleetConfiguration(server: "http://127.0.0.1:\(port)", devices: 1, moods: .obedient)
            configuration.durations = PhaseDurations.demo.faster(by: 50)
            configuration.durations.poll = 600...600
            let fleet = try SimulatedFleet(configuration, logger: Logger(label: "test"))
            let events = fleet.events()
            group.addTask { try await fleet.run() }
            let endpoints = try await fleet.endpoints()
            for await event in events {
                if event.kind == .enrolled { try await push(to: fleet, endpoints) }
                if event.kind == .updated { break }
            }
            try await checkFeed(endpoints)
            group.cancelAll()
            let summary = try #require(fleet.progress().devices.first)
            #expect(summary.osVersion == "26.4")
            #expect(summary.alarms == 0)
            #expect(fleet.progress().pushes.accepted == 1)
            #expect(http.server.withLock { $0.reports.count } > 0)
        }
    }

    private func push(to fleet: SimulatedFleet, _ endpoints: FleetEndpoints) async throws {
        let identity = try #require(fleet.cells.first?.device.identity)
        let url = try #require(endpoints.push)
        var request = HTTPClientRequest(url: url + PushHeaders.path(token: Data(identity.pushToken)))
        request.method = .POST
        for (name, value) in PushHeaders(topic: identity.topic, expiration: 0).fields {
            request.headers.add(name: name, value: value)
        }
        request.body = .bytes(ByteBuffer(bytes: PushPayload(pushMagic: identity.pushMagic).json()))
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(5))
        #expect(response.status == .ok)
        #expect(response.headers.first(name: "apns-id") != nil)
    }

    private func checkFeed(_ endpoints: FleetEndpoints) async throws {
        let url = try #require(endpoints.lookup)
        var request = HTTPClientRequest(url: url)
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(5))
        let tag = try #require(response.headers.first(name: "ETag"))
        request.headers.add(name: "If-None-Match", value: tag)
        let again = try await HTTPClient.shared.execute(request, timeout: .seconds(5))
        #expect(again.status == .notModified)
    }
}
