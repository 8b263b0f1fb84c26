import AppleMDM
public import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
public import Ports

/// Sends pushes as APNs takes them (reference 1.5), to a configurable address.
///
/// Over HTTP/1.1 without a certificate for now: enough for a service that stands in for APNs on this machine.
public struct PushClient: PushSender {
    private let client: HTTPClient
    private let baseURL: String
    private static let timeout: TimeAmount = .seconds(20)
    private static let largestReply = 16 * 1024

    /// - Parameter baseURL: such as `https://api.push.apple.com`, with or without a slash at its end.
    public init(client: HTTPClient, baseURL: String) {
        self.client = client
        self.baseURL = baseURL.hasSuffix("/") ? String(baseURL.dropLast()) : baseURL
    }

    public func send(_ push: PushRequest) async -> PushOutcome {
        do {
            let response = try await client.execute(request(push), timeout: PushClient.timeout)
            let body = try await response.body.collect(upTo: PushClient.largestReply)
            let reply = PushReply(status: Int(response.status.code), body: Data(body.readableBytesView))
            return outcome(reply, id: response.headers.first(name: PushHeaders.idName) ?? "")
        } catch {
            return .unavailable(reason: "the push service could not be reached: \(TransportTrouble.words(for: error))")
        }
    }

    private func request(_ push: PushRequest) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: baseURL + PushHeaders.path(token: push.token))
        request.method = .POST
        for field in PushHeaders(topic: push.topic, expiration: push.expiration).fields {
            request.headers.add(name: field.name, value: field.value)
        }
        request.body = .bytes(ByteBuffer(bytes: PushPayload(pushMagic: push.magic).json()))
        return request
    }

    private func outcome(_ reply: PushReply, id: String) -> PushOutcome {
        let reason = "\(reply.status) \(reply.reason?.text ?? "")"
        return switch reply.meaning {
        case .accepted: .accepted(id: id)
        case .tokenRefused, .unregistered: .tokenRefused(reason: reason)
        case .topicRefused: .topicRefused(reason: reason)
        case .requestRefused, .tooManyRequests, .unavailable, .unknown: .unavailable(reason: reason)
        }
    }
}
