public import AppleMDM
public import RatchetCore

/// What DeviceInformation is asked for.
public enum InventoryQueries {
    /// `SoftwareUpdateDeviceID` was removed in OS 27 (reference 0.2); a query that a device does not know is merely
    /// absent from its answer, one that was removed need not be asked.
    private static let lastMajorWithDeviceIDQuery = 26

    /// The queries for a device that runs `installed`; nil while that is unknown.
    public static func queries(for installed: OSVersion?) -> [DeviceInformationQuery] {
        var queries: [DeviceInformationQuery] = [
            .osVersion, .buildVersion, .supplementalBuildVersion, .supplementalOSVersionExtra, .productName,
            .modelName, .isAppleSilicon, .isSupervised, .awaitingConfiguration, .timeZone, .deviceName, .serialNumber,
            .availableDeviceCapacity, .batteryLevel,
        ]
        if (installed?.major ?? 0) <= lastMajorWithDeviceIDQuery { queries.append(.softwareUpdateDeviceID) }
        return queries
    }
}
