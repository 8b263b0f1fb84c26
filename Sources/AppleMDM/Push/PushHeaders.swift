public import Foundation

/// The request line and header fields of a push over HTTP/2 (reference 1.5).
public struct PushHeaders: Sendable, Hashable {
    /// The name of the field for the topic.
    public static let topicName = "apns-topic"
    /// The name of the field for the push type.
    public static let pushTypeName = "apns-push-type"
    /// The name of the field for the priority.
    public static let priorityName = "apns-priority"
    /// The name of the field for the expiration.
    public static let expirationName = "apns-expiration"
    /// The name of the field for the push's own identifier.
    public static let idName = "apns-id"

    /// The only push type that wakes the MDM client.
    public static let pushType = "mdm"
    /// At once.
    public static let priority = "10"

    /// The topic of the push certificate, as the device sent it.
    public var topic: String
    /// Unix seconds until which Apple keeps an undelivered push; 0 does not keep it.
    public var expiration: Int64
    /// A UUID in lower case; nil lets Apple choose one.
    public var id: String?

    /// - Parameter expiration: Unix seconds, or 0.
    public init(topic: String, expiration: Int64, id: String? = nil) {
        self.topic = topic
        self.expiration = expiration
        self.id = id
    }

    /// All fields, names in lower case, in a fixed order.
    public var fields: [(name: String, value: String)] {
        var fields = [
            (name: Self.topicName, value: topic), (name: Self.pushTypeName, value: Self.pushType),
            (name: Self.priorityName, value: Self.priority), (name: Self.expirationName, value: String(expiration)),
        ]
        if let id { fields.append((name: Self.idName, value: id)) }
        return fields
    }

    /// The path of the request for a token: `/3/device/` and the token in lower-case hexadecimal digits.
    public static func path(token: Data) -> String {
        "/3/device/" + hexadecimal(token)
    }

    private static func hexadecimal(_ bytes: Data) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count * 2)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
