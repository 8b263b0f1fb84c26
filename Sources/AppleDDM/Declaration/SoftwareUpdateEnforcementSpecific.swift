/// Enforces one release by one local time (reference 3.1).
public struct SoftwareUpdateEnforcementSpecific: Sendable, Hashable {
    /// The exact version, as the lookup feed spells it.
    public let targetOSVersion: String
    /// A build, needed for a background security improvement only.
    public let targetBuildVersion: String?
    /// `yyyy-mm-ddThh:mm:ss` on the device's own clock.
    public let targetLocalDateTime: String
    /// A page shown to the user.
    public let detailsURL: String?

    /// Checks every value against Apple's rules; throws `invalidValue` with the key's name.
    public init(
        targetOSVersion: String, targetBuildVersion: String? = nil, targetLocalDateTime: String,
        detailsURL: String? = nil
    ) throws(DDMCodecError) {
        guard DeclarationRules.isTargetOSVersion(targetOSVersion) else {
            throw .invalid("TargetOSVersion", "must be two or three numbers with dots between")
        }
        guard targetBuildVersion.map(DeclarationRules.isTargetBuildVersion) ?? true else {
            throw .invalid("TargetBuildVersion", "must be letters and digits")
        }
        guard DeclarationRules.isLocalDateTime(targetLocalDateTime) else {
            throw .invalid("TargetLocalDateTime", "must be a date and time like 2026-12-01T18:00:00, without zone")
        }
        self.targetOSVersion = targetOSVersion
        self.targetBuildVersion = targetBuildVersion
        self.targetLocalDateTime = targetLocalDateTime
        self.detailsURL = detailsURL
    }
}

extension SoftwareUpdateEnforcementSpecific: DeclarationContent {
    public static let type = "com.apple.configuration.softwareupdate.enforcement.specific"

    public init(payload: JSONValue) throws(DDMCodecError) {
        let fields = try JSONFields(payload)
        try self.init(
            targetOSVersion: try fields.string("TargetOSVersion"),
            targetBuildVersion: try fields.optionalString("TargetBuildVersion"),
            targetLocalDateTime: try fields.string("TargetLocalDateTime"),
            detailsURL: try fields.optionalString("DetailsURL"))
    }

    public var payload: JSONValue {
        var fields: [String: JSONValue] = [
            "TargetOSVersion": .string(targetOSVersion), "TargetLocalDateTime": .string(targetLocalDateTime),
        ]
        fields["TargetBuildVersion"] = targetBuildVersion.map(JSONValue.string)
        fields["DetailsURL"] = detailsURL.map(JSONValue.string)
        return .object(fields)
    }
}
