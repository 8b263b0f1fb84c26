public import Foundation

/// One push to one channel of a device (reference 1.5).
public struct PushRequest: Sendable, Equatable {
    public let token: Data
    public let topic: String
    public let magic: String
    /// Until when the push service keeps it for a device that is offline; seconds since 1970.
    public let expiration: Int64

    public init(token: Data, topic: String, magic: String, expiration: Int64) {
        (self.token, self.topic, self.magic, self.expiration) = (token, topic, magic, expiration)
    }
}

/// What came of a push. None of it proves that the device woke; its next contact does.
public enum PushOutcome: Sendable, Equatable {
    case accepted(id: String)
    /// This token will not be taken any more: no push until the next TokenUpdate.
    case tokenRefused(reason: String)
    /// The service refuses the topic or our certificate: somebody has to look.
    case topicRefused(reason: String)
    /// Not now; later is right.
    case unavailable(reason: String)
}

/// Whoever wakes devices.
public protocol PushSender: Sendable {
    func send(_ push: PushRequest) async -> PushOutcome
}
