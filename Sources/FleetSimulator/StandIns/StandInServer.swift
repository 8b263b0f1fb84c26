import Hummingbird
import Logging
import NIOCore
import Synchronization

/// Where a listener listens. Port 0 means any free one.
public struct ListenAddress: Codable, Equatable, Sendable {
    public var host: String
    public var port: Int

    public init(host: String = "127.0.0.1", port: Int = 0) {
        self.host = host
        self.port = port
    }

    /// From `127.0.0.1:9000`, `localhost:0` or `[::1]:9000`.
    public init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            (0...65_535).contains(port)
        else { return nil }
        let host = text[..<colon].trimmingPrefix("[")
        let bare = host.hasSuffix("]") ? host.dropLast() : host
        guard !bare.isEmpty else { return nil }
        self.init(host: String(bare), port: port)
    }

    /// The address as the base of a URL.
    var url: String { "http://\(authority)" }

    /// The same where TLS is spoken.
    var encryptedURL: String { "https://\(authority)" }

    private var authority: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}

/// One stand-in service on the loopback, and the address it got.
struct StandInServer: Sendable {
    let name: String
    let address: ListenAddress
    let bound = Announcement<ListenAddress>()

    /// Serves until the task is cancelled. Whoever waits for `bound` is told of a failure to start.
    func run(_ router: Router<BasicRequestContext>, logger: Logger) async throws {
        let application = Application(
            router: router,
            configuration: .init(address: .hostname(address.host, port: address.port)),
            onServerRunning: { [bound, address] channel in
                bound.announce(ListenAddress(host: address.host, port: channel.localAddress?.port ?? address.port))
            },
            logger: logger)
        do {
            try await application.runUntilCancelled()
        } catch let error where error is CancellationError || Task.isCancelled && bound.isAnnounced {
            // The end that was asked for.
        } catch {
            bound.fail(FleetError(.cannotListen, "\(name) on \(address.host):\(address.port)", underlying: error))
            throw error
        }
        bound.fail(CancellationError())
    }
}

/// A value that becomes known once; whoever asks earlier waits for it.
final class Announcement<Value: Sendable>: Sendable {
    private struct State {
        var result: Result<Value, any Error>?
        var waiters: [CheckedContinuation<Value, any Error>] = []
    }

    private let state = Mutex(State())

    var isAnnounced: Bool {
        state.withLock { if case .success = $0.result { true } else { false } }
    }

    func announce(_ value: Value) { settle(.success(value)) }

    /// Only the first outcome counts.
    func fail(_ error: any Error) { settle(.failure(error)) }

    func value() async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let known = state.withLock { state -> Result<Value, any Error>? in
                if state.result == nil { state.waiters.append(continuation) }
                return state.result
            }
            if let known { continuation.resume(with: known) }
        }
    }

    private func settle(_ result: Result<Value, any Error>) {
        let waiters = state.withLock { state -> [CheckedContinuation<Value, any Error>] in
            guard state.result == nil else { return [] }
            state.result = result
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume(with: result) }
    }
}
