public import Foundation

/// Is told of every exchange between a fleet and its server, as the devices see it.
public protocol FleetWitness: Sendable {
    /// A device is about to send this; it sends nothing else until it has ended.
    func sent(_ request: WitnessedRequest)
    /// What came back; nil if no answer came, so that the device cannot know whether it was taken.
    func ended(_ request: WitnessedRequest, _ answer: WitnessedAnswer?)
}

/// One request of a device.
public struct WitnessedRequest: Sendable {
    public let udid: String
    public let kind: RequestKind
    /// The whole body of the HTTP request.
    public let body: Data

    public init(udid: String, kind: RequestKind, body: Data) {
        (self.udid, self.kind, self.body) = (udid, kind, body)
    }
}

/// What a server answered to it.
public struct WitnessedAnswer: Sendable {
    public let status: Int
    /// Seconds, from `Retry-After`.
    public let retryAfter: Double?
    public let body: Data

    public init(status: Int, retryAfter: Double? = nil, body: Data = Data()) {
        (self.status, self.retryAfter, self.body) = (status, retryAfter, body)
    }
}
