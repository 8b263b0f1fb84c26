public import AppleMDM
public import RatchetCore

extension [Observation] {
    /// What Authenticate says of the device (reference 1.3).
    public init(_ message: Authenticate) {
        self = [
            message.productName.map(Observation.productName), message.serialNumber.map(Observation.serialNumber),
            message.deviceName.map(Observation.deviceName),
            message.osVersion.flatMap { OSVersion($0) }.map(Observation.osVersion),
            message.buildVersion.map(Observation.build),
        ].compactMap(\.self)
    }

    /// What the answer to DeviceInformation says (reference 1.4). A query that the device does not know is absent.
    public init(_ answer: DeviceInformationResponse) {
        self = [
            answer.osVersion.flatMap { OSVersion($0) }.map(Observation.osVersion),
            answer.buildVersion.map(Observation.build),
            answer.supplementalBuildVersion.map(Observation.supplementalBuild),
            answer.supplementalOSVersionExtra.map(Observation.supplementalLetter),
            answer.isSupervised.map(Observation.supervised), answer.isAppleSilicon.map(Observation.appleSilicon),
            answer.awaitingConfiguration.map(Observation.awaitingConfiguration),
            answer.productName.map(Observation.productName), answer.serialNumber.map(Observation.serialNumber),
            answer.deviceName.map(Observation.deviceName), answer.timeZone.map(Observation.timeZone),
            answer.availableDeviceCapacity.map(Observation.availableCapacity),
            answer.batteryLevel.map(Observation.batteryLevel),
            answer.softwareUpdateDeviceID.flatMap { $0.isEmpty ? nil : .queriedFeedKey(FeedKey($0)) },
        ].compactMap(\.self)
    }

    /// What the answer to SecurityInfo says (reference 1.4).
    public init(_ answer: SecurityInfoResponse) {
        self = [
            answer.passcodePresent.map(Observation.passcodePresent),
            (answer.bootstrapTokenAllowedForAuthentication?.text).map(Observation.bootstrapTokenUse),
            answer.bootstrapTokenRequiredForSoftwareUpdate.map(Observation.bootstrapTokenRequired),
        ].compactMap(\.self)
    }
}
