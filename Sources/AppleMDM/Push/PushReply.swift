public import Foundation
import WireText

/// Apple's answer to a push: the status code and, unless it is 200, a small JSON body (reference 1.5).
public struct PushReply: Sendable, Hashable {
    /// What an answer means for the next push.
    public enum Meaning: Sendable, Hashable {
        /// Taken by Apple, which proves no delivery.
        case accepted
        /// The token is bad until a new `TokenUpdate`; do not retry.
        case tokenRefused
        /// The device left; stop unless a `TokenUpdate` is newer than the timestamp.
        case unregistered
        /// The certificate is bad: stop the whole topic and tell the operator.
        case topicRefused
        /// A fault of ours; never retry the same request.
        case requestRefused
        /// The same token was pushed too often: back off with jitter.
        case tooManyRequests
        /// Trouble at Apple's: retry after 15 minutes or more.
        case unavailable
        /// No table has it; treat it as passing trouble and say so.
        case unknown
    }

    /// The status code of the answer.
    public var status: Int
    /// Nil with 200, or when the body is unreadable.
    public var reason: PushReason?
    /// With 410: Unix milliseconds at which the token stopped being valid.
    public var timestamp: Int64?

    /// An answer; `timestamp` is in Unix milliseconds.
    public init(status: Int, reason: PushReason? = nil, timestamp: Int64? = nil) {
        self.status = status
        self.reason = reason
        self.timestamp = timestamp
    }

    /// Reads an answer. An unreadable body leaves the reason out, for the status alone says enough.
    public init(status: Int, body: Data) {
        self.init(status: status)
        guard let body = try? JSONDecoder().decode(Body.self, from: body) else { return }
        reason = body.reason.map { PushReason($0.replacingNUL()) }
        timestamp = body.timestamp
    }

    /// The body, empty with 200; for a push service that stands in for Apple's.
    public func json() -> Data {
        let body = Body(reason: reason?.text, timestamp: timestamp)
        guard status != 200, let reason = try? JSONEncoder().encode(body) else { return Data() }
        return reason
    }

    /// What to do about it, by the table of reference 1.5.
    public var meaning: Meaning {
        switch status {
        case 200: .accepted
        case 400 where reason == .idleTimeout: .unavailable
        case 400: refusesToken ? .tokenRefused : .requestRefused
        case 403: .topicRefused
        case 410: .unregistered
        case 404, 405, 413: .requestRefused
        case 429: .tooManyRequests
        case 500...599: .unavailable
        default: .unknown
        }
    }

    private var refusesToken: Bool {
        switch reason {
        case .badDeviceToken, .deviceTokenNotForTopic, .topicDisallowed: true
        default: false
        }
    }
}

private struct Body: Codable {
    var reason: String?
    var timestamp: Int64?
}

extension Body {
    /// A timestamp of another type does not cost the reason.
    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        reason = try? fields.decodeIfPresent(String.self, forKey: .reason)
        timestamp = try? fields.decodeIfPresent(Int64.self, forKey: .timestamp)
    }
}
