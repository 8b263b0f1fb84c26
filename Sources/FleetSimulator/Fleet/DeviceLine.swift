import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// The line from devices to their server: bounded in number, time and size.
struct DeviceLine: Sendable {
    /// Longer answers are an unreachable server.
    static let largestReply = 4 << 20

    let server: String
    let client: HTTPClient
    let gate: RequestGate
    let timeout: Double
    let meter: TrafficMeter
    var witness: (any FleetWitness)?

    /// Nothing if no answer came.
    func send(_ message: DeviceMessage, as kind: RequestKind, from udid: String) async -> DeviceReply? {
        let clock = ContinuousClock()
        let wished = clock.now
        await gate.enter()
        let sent = clock.now
        let request = WitnessedRequest(udid: udid, kind: kind, body: message.body)
        witness?.sent(request)
        let (reply, failure) = await outcome(of: message)
        witness?.ended(request, reply.map(WitnessedAnswer.init))
        // What the end of the run cuts off says nothing about the server.
        if reply != nil || !Task.isCancelled {
            meter.note(kind, waited: sent - wished, took: clock.now - sent, failure: failure)
        }
        gate.leave()
        return reply
    }

    private func outcome(of message: DeviceMessage) async -> (DeviceReply?, RequestFailure?) {
        do {
            let reply = try await exchange(message)
            return (reply, RequestFailure(status: reply.status))
        } catch {
            return (nil, RequestFailure(error))
        }
    }

    private func exchange(_ message: DeviceMessage) async throws -> DeviceReply {
        var request = HTTPClientRequest(url: server + message.route.rawValue)
        request.method = .PUT
        request.headers.add(name: "Content-Type", value: message.contentType)
        request.headers.add(name: "User-Agent", value: "MDM/1.0")
        request.body = .bytes(ByteBuffer(bytes: message.body))
        let response = try await client.execute(request, timeout: .nanoseconds(Int64(timeout * 1_000_000_000)))
        let body = try await response.body.collect(upTo: DeviceLine.largestReply)
        return DeviceReply(
            status: Int(response.status.code), contentType: response.headers.first(name: "Content-Type"),
            retryAfter: response.headers.first(name: "Retry-After").flatMap(Double.init),
            body: Data(body.readableBytesView))
    }
}

extension WitnessedAnswer {
    fileprivate init(_ reply: DeviceReply) {
        self.init(status: reply.status, retryAfter: reply.retryAfter, body: reply.body)
    }
}
