/// A name in `Queries` of a `DeviceInformation` command (reference 1.4). What a device does not support, it leaves out.
public struct DeviceInformationQuery: RawRepresentable, Sendable, Hashable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public static let osVersion = Self(rawValue: "OSVersion")
    public static let buildVersion = Self(rawValue: "BuildVersion")
    public static let supplementalBuildVersion = Self(rawValue: "SupplementalBuildVersion")
    public static let supplementalOSVersionExtra = Self(rawValue: "SupplementalOSVersionExtra")
    public static let productName = Self(rawValue: "ProductName")
    public static let modelName = Self(rawValue: "ModelName")
    public static let model = Self(rawValue: "Model")
    public static let isAppleSilicon = Self(rawValue: "IsAppleSilicon")
    public static let isSupervised = Self(rawValue: "IsSupervised")
    public static let availableDeviceCapacity = Self(rawValue: "AvailableDeviceCapacity")
    public static let deviceCapacity = Self(rawValue: "DeviceCapacity")
    public static let batteryLevel = Self(rawValue: "BatteryLevel")
    public static let hasBattery = Self(rawValue: "HasBattery")
    public static let timeZone = Self(rawValue: "TimeZone")
    public static let awaitingConfiguration = Self(rawValue: "AwaitingConfiguration")
    public static let deviceName = Self(rawValue: "DeviceName")
    public static let serialNumber = Self(rawValue: "SerialNumber")
    public static let udid = Self(rawValue: "UDID")
    /// Removed in OS 27; the status item `softwareupdate.device-id` replaces it.
    public static let softwareUpdateDeviceID = Self(rawValue: "SoftwareUpdateDeviceID")

    /// Every query that `DeviceInformationResponse` can read.
    public static let all: [Self] = [
        .osVersion, .buildVersion, .supplementalBuildVersion, .supplementalOSVersionExtra, .productName, .modelName,
        .model, .isAppleSilicon, .isSupervised, .availableDeviceCapacity, .deviceCapacity, .batteryLevel,
        .hasBattery, .timeZone, .awaitingConfiguration, .deviceName, .serialNumber, .udid, .softwareUpdateDeviceID,
    ]
}
