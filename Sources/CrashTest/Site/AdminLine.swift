import AdminAPI
import AsyncHTTPClient
import Foundation
import LocalServer
import NIOCore
import NIOHTTP1
import Synchronization

/// Asks the server over its interface. A server that is gone is said at once: nothing is tried again.
struct AdminLine: Sendable {
    /// An answer that is none of those wished for; without one at all, the HTTP client's own error is thrown.
    struct Refused: Error, CustomStringConvertible {
        let path: String
        let status: Int
        /// Of the problem: `store-full`.
        let code: String?

        /// Whether to come again later is right.
        var isTemporary: Bool { status == 503 }
        var description: String { "answered \(status) \(code ?? "without a problem's code")" }
    }

    let port: Int
    /// The server's data folder, where it keeps the token for this machine.
    let data: URL
    private let known = KnownToken()

    init(port: Int, data: URL) { (self.port, self.data) = (port, data) }

    private static let client: HTTPClient = {
        var settings = HTTPClient.Configuration(timeout: .init(connect: .seconds(2)))
        settings.connectionPool.retryConnectionEstablishment = false
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: settings)
    }()
    private static let patience = TimeAmount.seconds(30)
    private static let largestAnswer = 64 << 20

    func get<Answer: Decodable>(_ path: String) async throws -> Answer {
        try JSONDecoder().decode(Answer.self, from: try await send(.GET, path, nil))
    }

    func post<Answer: Decodable>(_ path: String, _ body: (any Encodable)? = nil) async throws -> Answer {
        try JSONDecoder().decode(
            Answer.self, from: try await send(.POST, path, try body.map { try JSONEncoder().encode($0) }))
    }

    /// Whether the server says that it is ready.
    func isReady() async -> Bool { (try? await exchange(HTTPClientRequest(url: "\(base)/readyz")))?.status == 200 }

    private var base: String { "http://127.0.0.1:\(port)" }

    private func send(_ method: HTTPMethod, _ path: String, _ body: Data?) async throws -> Data {
        var request = HTTPClientRequest(url: "\(base)/api/v1/\(path)")
        request.method = method
        if let token = known.newest(in: data) {
            request.headers.add(name: "Authorization", value: "Bearer \(token)")
        }
        if let body {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(ByteBuffer(bytes: body))
        }
        let (status, bytes) = try await exchange(request)
        guard (200..<300).contains(status) else {
            throw Refused(
                path: path, status: status, code: try? JSONDecoder().decode(ProblemResource.self, from: bytes).code)
        }
        return bytes
    }

    private func exchange(_ request: HTTPClientRequest) async throws -> (status: Int, body: Data) {
        let response = try await AdminLine.client.execute(request, timeout: AdminLine.patience)
        let body = try await response.body.collect(upTo: AdminLine.largestAnswer)
        return (Int(response.status.code), Data(body.readableBytesView))
    }
}

/// The token of the newest start that could write one: on a broken disk the one before may be all there is.
private final class KnownToken: Sendable {
    private let last = Mutex<String?>(nil)

    func newest(in data: URL) -> String? {
        let found = LocalToken(LocalToken.file(in: data))?.token
        return last.withLock { last in
            last = found ?? last
            return last
        }
    }
}
