/// `QueryResponses` of `DeviceInformation` (reference 1.4). Nil: not asked, not supported or unreadable.
public struct DeviceInformationResponse: Sendable, Hashable {
    /// Such as `26.4`.
    public var osVersion: String?
    /// Such as `25E246`.
    public var buildVersion: String?
    /// The build with its background security improvement; equals `buildVersion` without one.
    public var supplementalBuildVersion: String?
    /// Printed as `(a)`.
    public var supplementalOSVersionExtra: String?
    /// Such as `iPad8,12` or `Mac14,7`. For a Mac this is not the key of the lookup feed.
    public var productName: String?
    /// The model's name for people.
    public var modelName: String?
    /// The model, as the device spells it.
    public var model: String?
    /// macOS 12 and later.
    public var isAppleSilicon: Bool?
    /// Whether the device is supervised.
    public var isSupervised: Bool?
    /// Gigabytes.
    public var availableDeviceCapacity: Double?
    /// Gigabytes.
    public var deviceCapacity: Double?
    /// 0.0 to 1.0; -1 when the device does not know.
    public var batteryLevel: Double?
    /// macOS 13.3 and later.
    public var hasBattery: Bool?
    /// The name of a zone of the IANA database.
    public var timeZone: String?
    /// Whether the device waits in the setup assistant.
    public var awaitingConfiguration: Bool?
    /// The name that the user gave.
    public var deviceName: String?
    /// The serial number.
    public var serialNumber: String?
    /// The UDID.
    public var udid: String?
    /// Before OS 27: the device's key in the lookup feed.
    public var softwareUpdateDeviceID: String?

    /// No answers; set them by their properties.
    public init() {}
}

extension DeviceInformationResponse {
    init(_ answers: LenientReader, _ report: inout LenientReader) {
        var answers = answers
        osVersion = answers.text("OSVersion")
        buildVersion = answers.text("BuildVersion")
        supplementalBuildVersion = answers.text("SupplementalBuildVersion")
        supplementalOSVersionExtra = answers.text("SupplementalOSVersionExtra")
        productName = answers.text("ProductName")
        modelName = answers.text("ModelName")
        model = answers.text("Model")
        isAppleSilicon = answers.truth("IsAppleSilicon")
        isSupervised = answers.truth("IsSupervised")
        availableDeviceCapacity = answers.number("AvailableDeviceCapacity")
        deviceCapacity = answers.number("DeviceCapacity")
        batteryLevel = answers.number("BatteryLevel")
        hasBattery = answers.truth("HasBattery")
        timeZone = answers.text("TimeZone")
        awaitingConfiguration = answers.truth("AwaitingConfiguration")
        deviceName = answers.text("DeviceName")
        serialNumber = answers.text("SerialNumber")
        udid = answers.text("UDID")
        softwareUpdateDeviceID = answers.text("SoftwareUpdateDeviceID")
        report.absorb(answers)
    }

    var plistNode: PlistNode {
        var fields: [String: PlistNode] = [:]
        fields.add("OSVersion", osVersion)
        fields.add("BuildVersion", buildVersion)
        fields.add("SupplementalBuildVersion", supplementalBuildVersion)
        fields.add("SupplementalOSVersionExtra", supplementalOSVersionExtra)
        fields.add("ProductName", productName)
        fields.add("ModelName", modelName)
        fields.add("Model", model)
        fields.add("IsAppleSilicon", isAppleSilicon)
        fields.add("IsSupervised", isSupervised)
        fields.add("AvailableDeviceCapacity", availableDeviceCapacity)
        fields.add("DeviceCapacity", deviceCapacity)
        fields.add("BatteryLevel", batteryLevel)
        fields.add("HasBattery", hasBattery)
        fields.add("TimeZone", timeZone)
        fields.add("AwaitingConfiguration", awaitingConfiguration)
        fields.add("DeviceName", deviceName)
        fields.add("SerialNumber", serialNumber)
        fields.add("UDID", udid)
        fields.add("SoftwareUpdateDeviceID", softwareUpdateDeviceID)
        return .dictionary(fields)
    }
}
