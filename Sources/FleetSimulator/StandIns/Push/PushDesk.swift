import Foundation

/// What the push service was asked, as it stood in the request.
struct PushRequest: Equatable, Sendable {
    var token: String
    var topic: String?
    var pushType: String?
    var priority: String?
    var expiration: String?
    var body: [UInt8]
}

/// What it answers, and whom it wakes.
struct PushAnswer: Equatable, Sendable {
    let status: Int
    let reason: String?
    /// When the token became invalid, in milliseconds, with a 410.
    var timestamp: Int64?
    /// The device to wake; none if the request failed or its magic is not the device's.
    var wakes: Int?

    /// Empty unless it is a refusal.
    var body: String {
        guard let reason else { return "" }
        return "{\"reason\":\"\(reason)\"\(timestamp.map { ",\"timestamp\":\($0)" } ?? "")}"
    }
}

/// Counts of what was answered.
public struct PushCounts: Codable, Equatable, Sendable {
    public internal(set) var accepted = 0
    /// Accepted, but with a magic that the device doesn't know: it ignores such a push.
    public internal(set) var ignored = 0
    /// Refused, by reason.
    public internal(set) var refused: [String: Int] = [:]
}

/// The judgement of the stand-in push service: Apple's rules for MDM pushes (reference 1.5).
struct PushDesk: Sendable {
    struct Registration: Equatable, Sendable {
        let device: Int
        let topic: String
        let magic: String
        var unregisteredSince: Date?
    }

    private(set) var counts = PushCounts()
    private var registrations: [String: Registration] = [:]

    mutating func register(token: String, _ registration: Registration) {
        registrations[token.lowercased()] = registration
    }

    mutating func unregister(token: String, at now: Date) {
        registrations[token.lowercased()]?.unregisteredSince = now
    }

    mutating func answer(_ request: PushRequest) -> PushAnswer {
        let answer = judge(request)
        if let reason = answer.reason {
            counts.refused[reason, default: 0] += 1
        } else if answer.wakes != nil {
            counts.accepted += 1
        } else {
            counts.ignored += 1
        }
        return answer
    }

    private func judge(_ request: PushRequest) -> PushAnswer {
        if let reason = faultOfHeaders(request) { return PushAnswer(status: 400, reason: reason) }
        guard !request.body.isEmpty else { return PushAnswer(status: 400, reason: "PayloadEmpty") }
        guard request.body.count <= 4_096 else { return PushAnswer(status: 413, reason: "PayloadTooLarge") }
        guard let registration = registrations[request.token.lowercased()] else {
            return PushAnswer(status: 400, reason: "BadDeviceToken")
        }
        guard registration.topic == request.topic else {
            return PushAnswer(status: 400, reason: "DeviceTokenNotForTopic")
        }
        if let since = registration.unregisteredSince {
            return PushAnswer(
                status: 410, reason: "Unregistered", timestamp: Int64(since.timeIntervalSince1970 * 1_000))
        }
        guard let magic = magic(in: request.body) else {
            return PushAnswer(status: 400, reason: "BadPayload")
        }
        return PushAnswer(status: 200, reason: nil, wakes: magic == registration.magic ? registration.device : nil)
    }

    /// Topic and type must be there; priority and expiration must be right if they are.
    private func faultOfHeaders(_ request: PushRequest) -> String? {
        guard let topic = request.topic, !topic.isEmpty else { return "MissingTopic" }
        guard topic.hasPrefix("com.apple.mgmt.") else { return "BadTopic" }
        guard request.pushType == "mdm" else { return "InvalidPushType" }
        if let priority = request.priority, priority != "10", priority != "5" { return "BadPriority" }
        if let expiration = request.expiration, Int64(expiration).map({ $0 >= 0 }) != true {
            return "BadExpirationDate"
        }
        return nil
    }

    /// The body is `{"mdm": "<magic>"}` and nothing more.
    private func magic(in body: [UInt8]) -> String? {
        guard let object = try? JSONDecoder().decode([String: String].self, from: Data(body)), object.count == 1 else {
            return nil
        }
        return object["mdm"]
    }
}
