import AsyncHTTPClient
import NIOCore
import NIOSSL
import Synchronization

/// One client of the library: over HTTP/2 it keeps one connection, and never opens more streams on it than the service allows;
/// further requests wait in it.
///
/// A lane that is to be replaced finishes what it has.
final class PushLane: Sendable {
    private struct Load {
        var underWay = 0
        var isRetired = false
        var isShutDown = false
    }

    let log = ConnectionLog()
    private let client: HTTPClient
    private let load = Mutex(Load())

    init(tls: TLSConfiguration?) {
        var settings = HTTPClient.Configuration(
            tlsConfiguration: tls, redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(10)), decompression: .disabled)
        settings.httpVersion = .automatic
        // Long-lived: Apple takes connections that come and go for an attack.
        settings.connectionPool.idleTimeout = .hours(1)
        // A service that is not there is said at once; what is sent again, and when, is not for the library to know.
        settings.connectionPool.retryConnectionEstablishment = false
        settings.http2ConnectionDebugInitializer = { [log] channel in log.follow(channel) }
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: settings)
    }

    /// How many requests are under way; nil when it takes none any more.
    var underWay: Int? { load.withLock { $0.isRetired ? nil : $0.underWay } }

    /// Takes a request on. False when it takes none any more.
    func enter() -> Bool {
        load.withLock { load in
            if load.isRetired { return false }
            load.underWay += 1
            return true
        }
    }

    func leave() { load.withLock { $0.underWay -= 1 } }

    func execute(_ request: HTTPClientRequest, timeout: TimeAmount) async throws -> HTTPClientResponse {
        try await client.execute(request, timeout: timeout)
    }

    /// Takes no further request.
    func retire() { load.withLock { $0.isRetired = true } }

    /// Closes a retired lane that has finished what it had, or any lane if `force`. Returns whether it is closed.
    func close(force: Bool = false) async -> Bool {
        let isNow = load.withLock { load in
            guard !load.isShutDown, force || (load.isRetired && load.underWay == 0) else { return false }
            (load.isRetired, load.isShutDown) = (true, true)
            return true
        }
        if isNow { try? await client.shutdown() }
        return load.withLock { $0.isShutDown }
    }
}
