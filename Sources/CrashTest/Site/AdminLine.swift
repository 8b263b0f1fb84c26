import AdminAPI
import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

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
