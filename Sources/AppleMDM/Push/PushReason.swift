/// `reason` in the body of a refused push (reference 1.5).
public enum PushReason: Sendable, Hashable {
    case badDeviceToken
    case deviceTokenNotForTopic
    case topicDisallowed
    case badCertificate
    case badCertificateEnvironment
    case forbidden
    case idleTimeout
    case unregistered
    case expiredToken
    case payloadTooLarge
    case tooManyRequests
    case internalServerError
    case serviceUnavailable
    case shutdown
    case unknown(String)

    /// Reads the spelling on the wire; anything not listed is kept as it came.
    public init(_ text: String) {
        self = Self.named[text] ?? .unknown(text)
    }

    /// The spelling on the wire.
    public var text: String {
        switch self {
        case .badDeviceToken: "BadDeviceToken"
        case .deviceTokenNotForTopic: "DeviceTokenNotForTopic"
        case .topicDisallowed: "TopicDisallowed"
        case .badCertificate: "BadCertificate"
        case .badCertificateEnvironment: "BadCertificateEnvironment"
        case .forbidden: "Forbidden"
        case .idleTimeout: "IdleTimeout"
        case .unregistered: "Unregistered"
        case .expiredToken: "ExpiredToken"
        case .payloadTooLarge: "PayloadTooLarge"
        case .tooManyRequests: "TooManyRequests"
        case .internalServerError: "InternalServerError"
        case .serviceUnavailable: "ServiceUnavailable"
        case .shutdown: "Shutdown"
        case .unknown(let text): text
        }
    }

    /// Every reason known here.
    public static let allKnown: [PushReason] = [
        .badDeviceToken, .deviceTokenNotForTopic, .topicDisallowed, .badCertificate, .badCertificateEnvironment,
        .forbidden, .idleTimeout, .unregistered, .expiredToken, .payloadTooLarge, .tooManyRequests,
        .internalServerError, .serviceUnavailable, .shutdown,
    ]

    private static let named = [String: PushReason](
        uniqueKeysWithValues: allKnown.map { (reason: PushReason) in (reason.text, reason) })
}
