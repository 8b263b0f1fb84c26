/// `softwareupdate.install-reason`: who asked for the pending update (reference 4).
public struct InstallReason: Sendable, Hashable {
    /// One cause of an update.
    public enum Cause: Sendable, Hashable {
        case systemSettings
        case installTonight
        case autoUpdate
        case notification
        case setupAssistant
        case commandLine
        case mdm
        case declaration
        /// A value that Apple added since.
        case unknown(String)

        /// Reads the spelling on the wire; anything not listed is kept as it came.
        public init(_ text: String) {
            switch text {
            case "system-settings": self = .systemSettings
            case "install-tonight": self = .installTonight
            case "auto-update": self = .autoUpdate
            case "notification": self = .notification
            case "setup-assistant": self = .setupAssistant
            case "command-line": self = .commandLine
            case "mdm": self = .mdm
            case "declaration": self = .declaration
            default: self = .unknown(text)
            }
        }

        /// The spelling on the wire.
        public var text: String {
            switch self {
            case .systemSettings: "system-settings"
            case .installTonight: "install-tonight"
            case .autoUpdate: "auto-update"
            case .notification: "notification"
            case .setupAssistant: "setup-assistant"
            case .commandLine: "command-line"
            case .mdm: "mdm"
            case .declaration: "declaration"
            case .unknown(let text): text
            }
        }
    }

    /// Several at once are possible; empty when nothing is pending.
    public var causes: [Cause]
    /// The declaration's identifier, with the cause `declaration` only.
    public var declarationID: String?

    /// - Parameter causes: empty when nothing is pending.
    public init(causes: [Cause], declarationID: String? = nil) {
        self.causes = causes
        self.declarationID = declarationID
    }
}

extension InstallReason: StatusItemValue {
    public static let itemName = StatusItemName.installReason

    public static func read(_ json: JSONValue) -> StatusReading<InstallReason> {
        guard json.object != nil else { return expected("an object", json) }
        guard let causes = json["reason"]?.strings else {
            return expected("an array of strings in reason", json["reason"])
        }
        return .value(InstallReason(causes: causes.map(Cause.init), declarationID: json["declaration-id"]?.string))
    }

    /// The value as a device reports it.
    public var json: JSONValue {
        var fields: [String: JSONValue] = ["reason": .array(causes.map { .string($0.text) })]
        fields["declaration-id"] = declarationID.map(JSONValue.string)
        return .object(fields)
    }
}
