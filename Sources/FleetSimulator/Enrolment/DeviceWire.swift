import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// One request of a device and its answer over HTTP, bounded in time and size.
struct DeviceWire: Sendable {
    /// Longer answers are an unreachable server.
    static let largestReply = 4 << 20

    let client: HTTPClient
    let tls: ClientTLS
    let timeout: Double

    func exchange(_ request: HTTPClientRequest) async throws -> DeviceReply {
        let response = try await client.execute(request, timeout: .nanoseconds(Int64(timeout * 1_000_000_000)))
        let body = try await response.body.collect(upTo: DeviceWire.largestReply)
        return DeviceReply(
            status: Int(response.status.code), contentType: response.headers.first(name: "Content-Type"),
            retryAfter: response.headers.first(name: "Retry-After").flatMap(Double.init),
            body: Data(body.readableBytesView))
    }

    /// A message to the server, proven (reference 1.2).
    func request(_ message: DeviceMessage, to url: String, _ proof: MessageProof) throws -> HTTPClientRequest {
        var request = try request(.PUT, url, showing: proof.client)
        request.headers.add(name: "Content-Type", value: message.contentType)
        if let signer = proof.signer {
            request.headers.add(name: "Mdm-Signature", value: try signer.signature(over: message.body, at: Date()))
        }
        request.body = .bytes(ByteBuffer(bytes: message.body))
        return request
    }

    /// - Parameter credentials: what is shown in the handshake; connections are shared by those who show the same, or nothing.
    func request(
        _ method: HTTPMethod, _ url: String, showing credentials: DeviceCredentials? = nil
    ) throws -> HTTPClientRequest {
        var request = HTTPClientRequest(url: url)
        request.method = method
        request.headers.add(name: "User-Agent", value: "MDM/1.0")
        if url.hasPrefix("https:") { request.tlsConfiguration = try tls.configuration(for: credentials) }
        return request
    }
}
