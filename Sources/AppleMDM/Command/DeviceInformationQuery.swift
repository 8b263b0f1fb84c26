/// A name in `Queries` of a `DeviceInformation` command (reference 1.4). What a device does not support, it leaves out.
public struct DeviceInformationQuery: RawRepresentable, Sendable, Hashable {
    /// The name on the wire.
    public let rawValue: String

    /// A query by its name on the wire, known here or not.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Such as `26.4`.
    public static let osVersion = Self(rawValue: "OSVersion")
    /// Such as `25E246`.
    public static let buildVersion = Self(rawValue: "BuildVersion")
    /// The build with its background security improvement.
    public static let supplementalBuildVersion = Self(rawValue: "SupplementalBuildVersion")
    /// Such as `(a)`; iOS 16.1, macOS 13.
    public static let supplementalOSVersionExtra = Self(rawValue: "SupplementalOSVersionExtra")
    /// Such as `iPad8,12`.
    public static let productName = Self(rawValue: "ProductName")
    /// The model's name for people.
    public static let modelName = Self(rawValue: "ModelName")
    /// The model, as the device spells it.
    public static let model = Self(rawValue: "Model")
    /// macOS 12.
    public static let isAppleSilicon = Self(rawValue: "IsAppleSilicon")
    /// Whether the device is supervised.
    public static let isSupervised = Self(rawValue: "IsSupervised")
    /// Free space, gigabytes.
    public static let availableDeviceCapacity = Self(rawValue: "AvailableDeviceCapacity")
    /// Whole space, gigabytes.
    public static let deviceCapacity = Self(rawValue: "DeviceCapacity")
    /// 0.0 to 1.0; iOS 5, macOS 13.3.
    public static let batteryLevel = Self(rawValue: "BatteryLevel")
    /// macOS 13.3.
    public static let hasBattery = Self(rawValue: "HasBattery")
    /// iOS and tvOS 14, visionOS 2, macOS 26.0.
    public static let timeZone = Self(rawValue: "TimeZone")
    /// Whether the device waits in the setup assistant.
    public static let awaitingConfiguration = Self(rawValue: "AwaitingConfiguration")
    /// The name that the user gave.
    public static let deviceName = Self(rawValue: "DeviceName")
    /// The serial number.
    public static let serialNumber = Self(rawValue: "SerialNumber")
    /// The UDID.
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
