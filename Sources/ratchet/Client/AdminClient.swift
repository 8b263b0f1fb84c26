import AdminAPI
import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOSSL
import Ports

/// A client of the server's admin interface.
struct AdminClient: Sendable {
    /// `http://127.0.0.1:8080`.
    let base: URL
    /// In which language sentences are wanted; nil leaves it to the server.
    var language: Language?
    /// What is shown so that the server lets us in.
    var credentials = Credentials.none
    /// A PEM file with a certificate that is trusted beside those of the system; nil for none.
    var trusted: String?

    /// How long an answer may take: a refresh waits for Apple's service.
    var patience = TimeAmount.seconds(120)
    /// Lives as long as the program. A server that is not there is said at once, not after a minute of trying.
    private static let http: HTTPClient = {
        // A redirect could lead a password or a token elsewhere; the server sends none.
        var settings = HTTPClient.Configuration(redirectConfiguration: .disallow, timeout: .init(connect: .seconds(10)))
        settings.connectionPool.retryConnectionEstablishment = false
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: settings)
    }()
    /// For answers that do not end. A server says something every quarter of a minute; one that does not is gone.
    private static let streams: HTTPClient = {
        let settings = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: .seconds(10), read: .seconds(45)))
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: settings)
    }()
    /// An answer larger than this is none of ours.
    private static let largestAnswer = 256 << 20

    func get<Answer: Decodable>(_ path: [String], _ query: [String: String] = [:]) async throws -> Answer {
        try read(try await send(.GET, path, query, body: nil))
    }

    func post<Answer: Decodable>(_ path: [String], _ body: (any Encodable)? = nil) async throws -> Answer {
        try read(try await send(.POST, path, [:], body: try body.map { try JSONEncoder().encode($0) }))
    }

    func put<Answer: Decodable>(_ path: [String], _ body: any Encodable) async throws -> Answer {
        try read(try await send(.PUT, path, [:], body: try JSONEncoder().encode(body)))
    }

    func patch<Answer: Decodable>(_ path: [String], _ body: any Encodable) async throws -> Answer {
        try read(try await send(.PATCH, path, [:], body: try JSONEncoder().encode(body)))
    }

    func delete<Answer: Decodable>(_ path: [String]) async throws -> Answer {
        try read(try await send(.DELETE, path, [:], body: nil))
    }

    /// The bytes of an answer that is not JSON.
    func fetch(
        _ path: [String], _ body: (any Encodable)? = nil, method: HTTPMethod = .POST
    ) async throws -> Data {
        try await send(method, path, [:], body: try body.map { try JSONEncoder().encode($0) })
    }

    /// The pieces of an answer that goes on for as long as somebody reads it, as server-sent events.
    func stream(_ path: [String], _ query: [String: String]) async throws -> HTTPClientResponse.Body {
        var request = request(path, query)
        request.headers.add(name: "Accept", value: "text/event-stream")
        let response = try await AdminClient.streams.execute(request, deadline: .distantFuture)
        guard response.status == .ok else {
            let body = Data(try await response.body.collect(upTo: 1 << 16).readableBytesView)
            if let problem = try? JSONDecoder().decode(ProblemResource.self, from: body) {
                throw CommandFailure(problem)
            }
            throw CommandFailure(.refused, "\(base) answered with status \(response.status.code).")
        }
        return response.body
    }

    private func read<Answer: Decodable>(_ bytes: Data) throws -> Answer {
        do {
            return try JSONDecoder().decode(Answer.self, from: bytes)
        } catch {
            throw CommandFailure(
                .refused,
                """
                The answer of \(base) can't be read. Is it the admin listener of a Ratchet server of the same version as \
                this program (\(Program.version))? --config FILE or --server URL names another.
                """)
        }
    }

    private func send(
        _ method: HTTPMethod, _ path: [String], _ query: [String: String], body: Data?
    ) async throws -> Data {
        var request = request(path, query)
        request.method = method
        request.headers.add(name: "Accept", value: "application/json")
        if let language { request.headers.add(name: "Accept-Language", value: language.tag) }
        if let body {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(ByteBuffer(bytes: body))
        }
        let (status, bytes) = try await exchange(request)
        guard (200..<300).contains(status) else {
            guard let problem = try? JSONDecoder().decode(ProblemResource.self, from: bytes) else {
                throw CommandFailure(
                    .refused,
                    """
                    \(base) answered with status \(status), and not as Ratchet's admin listener does. It may be another \
                    service, or the listener for devices. The address is admin.listen of the server's configuration: say \
                    --config FILE or --server URL.
                    """)
            }
            throw CommandFailure(problem)
        }
        return bytes
    }

    private func request(_ path: [String], _ query: [String: String]) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: url(path, query))
        if let token = credentials.token(for: base) {
            request.headers.add(name: "Authorization", value: "Bearer \(token)")
        }
        if let trusted {
            var settings = TLSConfiguration.makeClientConfiguration()
            settings.additionalTrustRoots = [.file(trusted)]
            request.tlsConfiguration = settings
        }
        return request
    }

    private func exchange(_ request: HTTPClientRequest) async throws -> (status: Int, body: Data) {
        do {
            let response = try await AdminClient.http.execute(request, timeout: patience)
            let body = try await response.body.collect(upTo: AdminClient.largestAnswer)
            return (Int(response.status.code), Data(body.readableBytesView))
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            throw CommandFailure(
                .unreachable,
                """
                The server at \(base) can't be reached (\(TransportTrouble.words(for: error))). Is it running? \
                `ratchet serve` starts one; --server names another.
                """)
        }
    }

    /// The path with each part escaped on its own, so that a name with a slash stays one part.
    func url(_ path: [String], _ query: [String: String]) -> String {
        let unreserved = CharacterSet(
            charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")
        let escape = { (text: String) in text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? "" }
        let parts = (["api", "v1"] + path).map(escape).joined(separator: "/")
        let items = query.sorted { $0.key < $1.key }.map { "\($0.key)=\(escape($0.value))" }.joined(separator: "&")
        return "\(base.absoluteString)/\(parts)\(items.isEmpty ? "" : "?\(items)")"
    }
}
