import AppleMDM
import Foundation

/// How a device answers the commands of the server (reference 1.4).
struct CommandAnswers {
    let device: SimulatedDevice

    func answer(to envelope: CommandEnvelope) -> DeviceReport {
        var report = device.report(.acknowledged, envelope.commandUUID)
        switch envelope.command {
        case .declarativeManagement, .deviceConfigured, .installProfile:
            break
        case .deviceInformation(let command):
            report.queryResponses = information(Set(command.queries))
        case .securityInfo:
            report.securityInfo = securityInfo
        case .unknown(let requestType):
            report.status = .commandFormatError
            report.errorChain = [CommandAnswers.error(12_021, "\"\(requestType)\" is not a valid request type.")]
        }
        return report
    }

    static func error(_ code: Int64, _ text: String) -> ErrorChainEntry {
        ErrorChainEntry(
            errorCode: code, errorDomain: "MCMDMErrorDomain", localizedDescription: text, usEnglishDescription: text)
    }

    /// Queries that the platform or its version does not know are left out.
    private func information(_ queries: Set<DeviceInformationQuery>) -> DeviceInformationResponse {
        var response = DeviceInformationResponse()
        system(queries, &response)
        hardware(queries, &response)
        if queries.contains(.timeZone), knowsTimeZone { response.timeZone = device.zone }
        if queries.contains(.softwareUpdateDeviceID), knowsUpdateID {
            response.softwareUpdateDeviceID = device.model.feedKey
        }
        return response
    }

    private func system(_ queries: Set<DeviceInformationQuery>, _ response: inout DeviceInformationResponse) {
        let system = device.system
        if queries.contains(.osVersion) { response.osVersion = system.version.text }
        if queries.contains(.buildVersion) { response.buildVersion = system.build }
        if queries.contains(.supplementalBuildVersion) { response.supplementalBuildVersion = system.supplementalBuild }
        if queries.contains(.supplementalOSVersionExtra), !system.supplementalExtra.isEmpty {
            response.supplementalOSVersionExtra = system.supplementalExtra
        }
        if queries.contains(.isSupervised) { response.isSupervised = device.identity.isSupervised }
        if queries.contains(.awaitingConfiguration) {
            response.awaitingConfiguration = device.management?.awaitsConfiguration ?? false
        }
        if queries.contains(.deviceName) { response.deviceName = device.identity.deviceName }
        guard !device.traits.isUserEnrolled else { return }
        if queries.contains(.serialNumber) { response.serialNumber = device.identity.serialNumber }
        if queries.contains(.udid) { response.udid = device.identity.udid }
    }

    private func hardware(_ queries: Set<DeviceInformationQuery>, _ response: inout DeviceInformationResponse) {
        let model = device.model
        let isMac = model.platform == .macOS
        if queries.contains(.productName) { response.productName = model.productName }
        if queries.contains(.modelName) { response.modelName = isMac ? model.marketingName : model.family }
        if queries.contains(.model) { response.model = isMac ? model.productName : device.identity.serialNumber }
        if queries.contains(.isAppleSilicon), isMac { response.isAppleSilicon = model.isAppleSilicon }
        if queries.contains(.hasBattery), isMac { response.hasBattery = model.hasBattery }
        if queries.contains(.batteryLevel), model.hasBattery { response.batteryLevel = batteryLevel }
        if queries.contains(.deviceCapacity) { response.deviceCapacity = Double(model.capacity) }
        if queries.contains(.availableDeviceCapacity) { response.availableDeviceCapacity = availableCapacity }
    }

    private var availableCapacity: Double {
        let isFull = device.traits.neverHasSpace || device.lacks(.space)
        return isFull ? device.traits.freeSpace : Double(device.model.capacity) / 2
    }

    private var batteryLevel: Double {
        let isLow = device.lacks(.battery) || device.lacks(.power)
        return isLow ? device.traits.lowBatteryLevel : DeviceTraits.batteryLevel
    }

    /// iOS and tvOS since 14, visionOS since 2, macOS since 26.
    private var knowsTimeZone: Bool {
        switch device.model.platform {
        case .iOS, .iPadOS, .tvOS: true
        case .visionOS: device.system.version.major >= 2
        case .macOS: device.system.version.major >= 26
        }
    }

    /// iOS since 15 and macOS since 12, and no longer from 27; never tvOS or visionOS.
    private var knowsUpdateID: Bool {
        guard device.system.version.major < 27 else { return false }
        return [.iOS, .iPadOS, .macOS].contains(device.model.platform)
    }

    private var securityInfo: SecurityInfoResponse {
        var info = SecurityInfoResponse()
        var management = SecurityInfoResponse.ManagementStatus()
        management.enrolledViaDEP = device.identity.isSupervised
        management.isUserEnrollment = device.traits.isUserEnrolled
        if device.model.platform == .macOS {
            management.userApprovedEnrollment = true
            info.fdeEnabled = true
            info.bootstrapTokenAllowedForAuthentication = device.model.isAppleSilicon ? .allowed : .notSupported
            info.bootstrapTokenRequiredForSoftwareUpdate = device.model.isAppleSilicon
        } else if device.model.platform == .iOS || device.model.platform == .iPadOS {
            info.passcodePresent = true
        }
        info.managementStatus = management
        return info
    }
}
