import ApplePush
import AsyncHTTPClient
import Foundation
import LocalServer
import Logging
import NIOCore
import NIOHTTP1
import NIOSSL
import Orchestrator
import Ports
import RatchetCore
import Storage
import Synchronization
import TestSupport

extension Benchmark {
    /// A push for every device of a fleet, as the server sends them, and as the client library alone does, to the same
    /// stand-in in a process of its own.
    static let pushes = MeasuredEngine.allCases.map(drain) + [bare]

    private static let devices = 100_000
    fileprivate static let topic = "com.apple.mgmt.External.sample"
    /// Pushes under way at once, of either.
    private static let width = 128

    private static func drain(on engine: MeasuredEngine) -> Benchmark {
        Benchmark(name: "push drain, \(engine)", unit: "push", units: devices, runs: 2) {
            let (store, folder) = try engine.emptyStore()
            let installation = SampleInstallation(store)
            try await installation.fill(devices: devices)
            let service = try PushPeer()
            var settings = Settings()
            settings.pushesPerSecond = .max
            let runner = StepRunner(
                store: store, clock: PresentTime(), ids: SampleIDs(ending: "900000000000"), random: CountingOctets(),
                secrets: NoSecrets(),
                settings: settings)
            return {
                defer { withExtendedLifetime((folder, service)) {} }
                try await store.perform { store in try store.queueEverybody() }
                let client = PushClient(service.choice)
                let sender = CountingSender(client)
                let pushes = PushService(runner: runner, sender: sender, logger: Logger(label: "bench"))
                let serving = Task { try await pushes.run() }
                await sender.until(devices)
                serving.cancel()
                _ = await serving.result
                await client.close()
                return sender.accepted
            }
        }
    }

    private static let bare = Benchmark(name: "push drain, client alone", unit: "push", units: devices, runs: 2) {
        let service = try PushPeer()
        return {
            let clients = try (0..<2).map { _ in try service.bareClient() }
            let accepted = try await withThrowingTaskGroup(of: Int.self) { group in
                for worker in 0..<width {
                    let client = clients[worker % clients.count]
                    group.addTask { try await service.send(devices / width, with: client) }
                }
                return try await group.reduce(0, +)
            }
            for client in clients { try await client.shutdown() }
            return accepted
        }
    }
}

/// The stand-in push service, and what is needed to be let in.
private final class PushPeer: Sendable {
    let choice: PushServiceChoice
    private let folder: TemporaryDirectory
    private let process: MeasuredServer

    init() throws {
        folder = try TemporaryDirectory()
        process = try MeasuredServer(
            ServerProcess.thisProgram(), ["push-service", folder.path("push"), Benchmark.topic])
        choice = PushServiceChoice(
            url: "https://127.0.0.1:\(process.port)", certificate: URL(filePath: folder.path("push/push.pem")),
            roots: URL(filePath: folder.path("push/roots.pem")))
    }

    deinit { process.stop() }

    func bareClient() throws -> HTTPClient {
        var tls = TLSConfiguration.makeClientConfiguration()
        let pem = folder.path("push/push.pem")
        tls.certificateChain = try NIOSSLCertificate.fromPEMFile(pem).map { .certificate($0) }
        tls.privateKey = .privateKey(try NIOSSLPrivateKey(file: pem, format: .pem))
        tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(folder.path("push/roots.pem")))
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: .init(tlsConfiguration: tls))
    }

    /// So many pushes, one after the other. Returns how many were taken.
    func send(_ count: Int, with client: HTTPClient) async throws -> Int {
        var taken = 0
        for _ in 0..<count {
            var request = HTTPClientRequest(url: choice.url + "/3/device/" + String(repeating: "07", count: 32))
            request.method = .POST
            for (name, value) in [
                ("apns-topic", Benchmark.topic), ("apns-push-type", "mdm"), ("apns-priority", "10"),
                ("apns-expiration", "1800000000"),
            ] { request.headers.add(name: name, value: value) }
            request.body = .bytes(ByteBuffer(string: #"{"mdm":"B0000000-0000-4000-8000-000000000001"}"#))
            let response = try await client.execute(request, timeout: .seconds(30))
            _ = try await response.body.collect(upTo: 4096)
            if response.status == .ok { taken += 1 }
        }
        return taken
    }
}

/// Counts the pushes that were taken.
private final class CountingSender: PushSender {
    private struct State {
        var accepted = 0
        var waiter: (count: Int, continuation: CheckedContinuation<Void, Never>)?
    }

    private let client: PushClient
    private let state = Mutex(State())

    init(_ client: PushClient) { self.client = client }

    var accepted: Int { state.withLock { $0.accepted } }

    func refreshed() async -> PushStanding { await client.refreshed() }

    func send(_ push: PushRequest) async -> PushOutcome {
        let outcome = await client.send(push)
        guard case .accepted = outcome else { return outcome }
        let waiter = state.withLock { state in
            state.accepted += 1
            guard let waiter = state.waiter, state.accepted >= waiter.count else {
                return nil as CheckedContinuation<Void, Never>?
            }
            state.waiter = nil
            return waiter.continuation
        }
        waiter?.resume()
        return outcome
    }

    func until(_ count: Int) async {
        await withCheckedContinuation { continuation in
            let isDone = state.withLock { state in
                if state.accepted < count { state.waiter = (count, continuation) }
                return state.accepted >= count
            }
            if isDone { continuation.resume() }
        }
    }
}

extension StoreTransaction {
    /// Every device has something to fetch, and a push that is due.
    fileprivate mutating func queueEverybody() throws {
        try run("UPDATE enrolment SET wanted_token = 'another'")
        try run("DELETE FROM outbox WHERE kind = 'push'")
        try run(
            """
            INSERT INTO outbox (subject, kind, generation, due_at, lease_until, fence, attempts, body, created_at)
            SELECT id, 'push', 1, 1, 0, 1, 0, '', 1 FROM enrolment WHERE true
            """)
    }
}
