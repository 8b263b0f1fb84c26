import AsyncHTTPClient
import Foundation

/// The line from devices to their server: bounded in number, time and size, and measured.
struct DeviceLine: Sendable {
    /// Where the routes of devices without a profile are.
    let server: String
    let wire: DeviceWire
    let gate: RequestGate
    let meter: TrafficMeter
    var witness: (any FleetWitness)?

    /// Nothing if no answer came.
    func send(_ message: DeviceMessage, as kind: RequestKind, from device: SimulatedDevice) async -> DeviceReply? {
        let url = device.management?.profile?.url(of: message.route) ?? server + message.route.rawValue
        let proof = device.management?.proof ?? .none
        guard let request = try? wire.request(message, to: url, proof) else { return nil }
        let witnessed = WitnessedRequest(udid: device.identity.udid, kind: kind, body: message.body)
        return await exchange(request, as: kind, witnessed)
    }

    /// Nothing if no answer came.
    func exchange(
        _ request: HTTPClientRequest, as kind: RequestKind, _ witnessed: WitnessedRequest? = nil
    ) async -> DeviceReply? {
        let clock = ContinuousClock()
        let wished = clock.now
        await gate.enter()
        let sent = clock.now
        if let witnessed { witness?.sent(witnessed) }
        let (reply, failure) = await outcome(of: request)
        if let witnessed { witness?.ended(witnessed, reply.map(WitnessedAnswer.init)) }
        // What the end of the run cuts off says nothing about the server.
        if reply != nil || !Task.isCancelled {
            meter.note(kind, waited: sent - wished, took: clock.now - sent, failure: failure)
        }
        gate.leave()
        return reply
    }

    private func outcome(of request: HTTPClientRequest) async -> (DeviceReply?, RequestFailure?) {
        do {
            let reply = try await wire.exchange(request)
            return (reply, RequestFailure(status: reply.status))
        } catch {
            return (nil, RequestFailure(error))
        }
    }
}

extension WitnessedAnswer {
    fileprivate init(_ reply: DeviceReply) {
        self.init(status: reply.status, retryAfter: reply.retryAfter, body: reply.body)
    }
}
