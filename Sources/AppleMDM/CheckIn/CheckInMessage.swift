/// Any message that a device sends to the check-in URL (reference 1.3), told apart by `MessageType`.
public enum CheckInMessage: Sendable, Hashable {
    case authenticate(Authenticate)
    case tokenUpdate(TokenUpdate)
    case checkOut(CheckOut)
    case setBootstrapToken(SetBootstrapToken)
    case getBootstrapToken(GetBootstrapToken)
    case declarativeManagement(DeclarativeManagement)
    case userAuthenticate(UserAuthenticate)
    case getToken(GetToken)
    case returnToService(ReturnToService)
    /// A type that Apple added since; answer 400 and log it.
    case unknown(messageType: String)

    /// The values of `MessageType` known here.
    public enum MessageType: String, Sendable, Hashable, CaseIterable {
        case authenticate = "Authenticate"
        case tokenUpdate = "TokenUpdate"
        case checkOut = "CheckOut"
        case setBootstrapToken = "SetBootstrapToken"
        case getBootstrapToken = "GetBootstrapToken"
        case declarativeManagement = "DeclarativeManagement"
        case userAuthenticate = "UserAuthenticate"
        case getToken = "GetToken"
        case returnToService = "ReturnToService"
    }

    /// `MessageType` as it stands on the wire.
    public var messageType: String {
        switch self {
        case .authenticate: MessageType.authenticate.rawValue
        case .tokenUpdate: MessageType.tokenUpdate.rawValue
        case .checkOut: MessageType.checkOut.rawValue
        case .setBootstrapToken: MessageType.setBootstrapToken.rawValue
        case .getBootstrapToken: MessageType.getBootstrapToken.rawValue
        case .declarativeManagement: MessageType.declarativeManagement.rawValue
        case .userAuthenticate: MessageType.userAuthenticate.rawValue
        case .getToken: MessageType.getToken.rawValue
        case .returnToService: MessageType.returnToService.rawValue
        case .unknown(let messageType): messageType
        }
    }

    /// Who sent it; nil for an unknown type, whose keys nobody knows.
    public var identity: EnrolmentIdentity? {
        switch self {
        case .authenticate(let message): message.identity
        case .tokenUpdate(let message): message.identity
        case .checkOut(let message): message.identity
        case .setBootstrapToken(let message): message.identity
        case .getBootstrapToken(let message): message.identity
        case .declarativeManagement(let message): message.identity
        case .userAuthenticate(let message): message.identity
        case .getToken(let message): message.identity
        case .returnToService(let message): message.identity
        case .unknown: nil
        }
    }
}

extension CheckInMessage: PlistMessage {
    public init(plistFields: [String: PlistNode]) throws(MDMCodecError) {
        let name = try PlistReader(plistFields).text("MessageType")
        switch MessageType(rawValue: name) {
        case .authenticate: self = .authenticate(try Authenticate(plistFields: plistFields))
        case .tokenUpdate: self = .tokenUpdate(try TokenUpdate(plistFields: plistFields))
        case .checkOut: self = .checkOut(try CheckOut(plistFields: plistFields))
        case .setBootstrapToken: self = .setBootstrapToken(try SetBootstrapToken(plistFields: plistFields))
        case .getBootstrapToken: self = .getBootstrapToken(try GetBootstrapToken(plistFields: plistFields))
        case .declarativeManagement: self = .declarativeManagement(try DeclarativeManagement(plistFields: plistFields))
        case .userAuthenticate: self = .userAuthenticate(try UserAuthenticate(plistFields: plistFields))
        case .getToken: self = .getToken(try GetToken(plistFields: plistFields))
        case .returnToService: self = .returnToService(try ReturnToService(plistFields: plistFields))
        case nil: self = .unknown(messageType: name)
        }
    }

    public var plistFields: [String: PlistNode] {
        switch self {
        case .authenticate(let message): message.plistFields
        case .tokenUpdate(let message): message.plistFields
        case .checkOut(let message): message.plistFields
        case .setBootstrapToken(let message): message.plistFields
        case .getBootstrapToken(let message): message.plistFields
        case .declarativeManagement(let message): message.plistFields
        case .userAuthenticate(let message): message.plistFields
        case .getToken(let message): message.plistFields
        case .returnToService(let message): message.plistFields
        case .unknown(let messageType): ["MessageType": .string(messageType)]
        }
    }
}
