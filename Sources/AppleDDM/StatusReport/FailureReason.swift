/// `softwareupdate.failure-reason`: how often the current update failed (reference 4).
public struct FailureReason: Sendable, Hashable {
    /// 0 alone means no failure.
    public var count: Int64
    /// Free text.
    public var reason: String?
    /// RFC 3339, as sent.
    public var timestamp: String?

    /// - Parameter count: 0 means no failure.
    public init(count: Int64, reason: String? = nil, timestamp: String? = nil) {
        self.count = count
        self.reason = reason
        self.timestamp = timestamp
    }
}

extension FailureReason: StatusItemValue {
    public static let itemName = StatusItemName.failureReason

    public static func read(_ json: JSONValue) -> StatusReading<FailureReason> {
        guard json.object != nil else { return expected("an object", json) }
        guard let count = json["count"]?.int, count >= 0 else {
            return expected("a whole number from 0 in count", json["count"])
        }
        return .value(
            FailureReason(count: count, reason: json["reason"]?.string, timestamp: json["timestamp"]?.string))
    }

    /// The value as a device reports it.
    public var json: JSONValue {
        var fields: [String: JSONValue] = ["count": .int(count)]
        fields["reason"] = reason.map(JSONValue.string)
        fields["timestamp"] = timestamp.map(JSONValue.string)
        return .object(fields)
    }
}
