public import Hummingbird
import HummingbirdTesting

/// A real HTTP server on a free port of the loopback, for as long as a test needs it.
public enum LoopbackServer {
    /// - Parameter body: gets the server's address, such as `http://127.0.0.1:40001`.
    public static func serving<Outcome: Sendable>(
        _ router: Router<BasicRequestContext>, _ body: @escaping @Sendable (String) async throws -> Outcome
    ) async throws -> Outcome {
        let application = Application(router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)))
        return try await application.test(.live) { client in
            guard let port = client.port else { throw NoPort() }
            return try await body("http://127.0.0.1:\(port)")
        }
    }

    /// The server did not say where it listens.
    public struct NoPort: Error {}
}
