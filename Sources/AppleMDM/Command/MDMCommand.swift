/// What a server asks a device to do: the commands this house sends.
public enum MDMCommand: Sendable, Hashable {
    case declarativeManagement(DeclarativeManagementCommand)
    case deviceInformation(DeviceInformationCommand)
    case securityInfo(SecurityInfoCommand)
    case deviceConfigured(DeviceConfiguredCommand)
    case installProfile(InstallProfileCommand)
    /// Read by the simulator only; a device answers `CommandFormatError`.
    case unknown(requestType: String)

    /// `RequestType` as it stands on the wire.
    public var requestType: String {
        switch self {
        case .declarativeManagement: DeclarativeManagementCommand.requestType
        case .deviceInformation: DeviceInformationCommand.requestType
        case .securityInfo: SecurityInfoCommand.requestType
        case .deviceConfigured: DeviceConfiguredCommand.requestType
        case .installProfile: InstallProfileCommand.requestType
        case .unknown(let requestType): requestType
        }
    }
}

extension MDMCommand {
    init(_ reader: PlistReader) throws(MDMCodecError) {
        let requestType = try reader.text("RequestType")
        switch requestType {
        case DeclarativeManagementCommand.requestType:
            self = .declarativeManagement(try DeclarativeManagementCommand(reader))
        case DeviceInformationCommand.requestType:
            self = .deviceInformation(try DeviceInformationCommand(reader))
        case SecurityInfoCommand.requestType: self = .securityInfo(SecurityInfoCommand())
        case DeviceConfiguredCommand.requestType: self = .deviceConfigured(DeviceConfiguredCommand())
        case InstallProfileCommand.requestType: self = .installProfile(try InstallProfileCommand(reader))
        default: self = .unknown(requestType: requestType)
        }
    }

    var plistFields: [String: PlistNode] {
        switch self {
        case .declarativeManagement(let command): command.plistFields
        case .deviceInformation(let command): command.plistFields
        case .securityInfo(let command): command.plistFields
        case .deviceConfigured(let command): command.plistFields
        case .installProfile(let command): command.plistFields
        case .unknown(let requestType): ["RequestType": .string(requestType)]
        }
    }
}
