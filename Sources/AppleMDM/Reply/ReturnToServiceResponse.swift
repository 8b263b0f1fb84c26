public import Foundation

/// The answer to `ReturnToService` (reference 1.3), for devices enrolled automatically in that mode only.
public struct ReturnToServiceResponse: Sendable, Hashable {
    /// Whether the device returns to service by itself.
    public var enabled: Bool
    /// A profile that takes it to a network.
    public var wiFiProfileData: Data?
    /// The enrolment profile to install.
    public var mdmProfileData: Data?
    /// The token that lets it act without a user.
    public var bootstrapToken: Data?
    /// OS 27.
    public var shouldRetryEnrollment: Bool?

    /// An answer; set the profiles by their properties.
    public init(enabled: Bool) {
        self.enabled = enabled
    }
}

extension ReturnToServiceResponse: PlistMessage {
    public init(plistFields: [String: PlistNode]) throws(MDMCodecError) {
        let key = "ReturnToService"
        let outer = PlistReader(plistFields)
        guard let reader = try outer.optionalDictionary(key) else { throw MDMCodecError.missing(key) }
        guard let enabled = try reader.optionalTruth("Enabled") else { throw MDMCodecError.missing("Enabled") }
        self.init(enabled: enabled)
        wiFiProfileData = try reader.optionalBytes("WiFiProfileData")
        mdmProfileData = try reader.optionalBytes("MDMProfileData")
        bootstrapToken = try reader.optionalBytes("BootstrapToken")
        shouldRetryEnrollment = try reader.optionalTruth("ShouldRetryEnrollment")
    }

    public var plistFields: [String: PlistNode] {
        var fields: [String: PlistNode] = ["Enabled": .boolean(enabled)]
        fields.add("WiFiProfileData", wiFiProfileData)
        fields.add("MDMProfileData", mdmProfileData)
        fields.add("BootstrapToken", bootstrapToken)
        fields.add("ShouldRetryEnrollment", shouldRetryEnrollment)
        return ["ReturnToService": .dictionary(fields)]
    }
}
