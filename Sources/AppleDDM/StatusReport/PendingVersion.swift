/// `softwareupdate.pending-version`: what the device is about to install (reference 4).
public struct PendingVersion: Sendable, Hashable {
    /// Empty when nothing is pending.
    public var osVersion: String
    /// With the suffix of a background security improvement; empty when nothing is pending or when it was left out.
    public var buildVersion: String
    /// While enforced only. iOS was seen to shift it to UTC: a hint, never to be compared with a deadline.
    public var targetLocalDateTime: String?

    /// - Parameter targetLocalDateTime: nil unless a declaration enforces the update.
    public init(osVersion: String, buildVersion: String, targetLocalDateTime: String? = nil) {
        self.osVersion = osVersion
        self.buildVersion = buildVersion
        self.targetLocalDateTime = targetLocalDateTime
    }

    /// The value that says that nothing is pending.
    public static let nothing = PendingVersion(osVersion: "", buildVersion: "")

    /// Whether nothing is pending.
    public var isNothing: Bool { osVersion.isEmpty && buildVersion.isEmpty }
}

extension PendingVersion: StatusItemValue {
    public static let itemName = StatusItemName.pendingVersion

    private static let dateKey = "target-local-date-time"
    /// What iOS 26 sends instead.
    private static let malformedDateKey = "softwareupdate.target-local-date-time"

    public static func read(_ json: JSONValue) -> StatusReading<PendingVersion> {
        guard json.object != nil else { return expected("an object", json) }
        guard let osVersion = json["os-version"]?.string else {
            return expected("a string in os-version", json["os-version"])
        }
        let date = json[dateKey]?.string ?? json[malformedDateKey]?.string
        return .value(
            PendingVersion(
                osVersion: osVersion, buildVersion: json["build-version"]?.string ?? "",
                targetLocalDateTime: date))
    }

    /// The value as a device reports it, with the key of Apple's schema.
    public var json: JSONValue {
        var fields: [String: JSONValue] = [
            "os-version": .string(osVersion), "build-version": .string(buildVersion),
        ]
        fields[Self.dateKey] = targetLocalDateTime.map(JSONValue.string)
        return .object(fields)
    }
}
