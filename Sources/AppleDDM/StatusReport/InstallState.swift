/// `softwareupdate.install-state` (reference 4). `none` proves nothing: it also stands between two attempts.
public enum InstallState: Sendable, Hashable {
    case none
    /// Described by Apple, though missing from its list of values.
    case waiting
    case downloading
    case prepared
    case installing
    case failed
    /// A value that Apple added since.
    case unknown(String)

    /// Reads the spelling on the wire; anything not listed is kept as it came.
    public init(_ text: String) {
        switch text {
        case "none": self = .none
        case "waiting": self = .waiting
        case "downloading": self = .downloading
        case "prepared": self = .prepared
        case "installing": self = .installing
        case "failed": self = .failed
        default: self = .unknown(text)
        }
    }

    /// The spelling on the wire.
    public var text: String {
        switch self {
        case .none: "none"
        case .waiting: "waiting"
        case .downloading: "downloading"
        case .prepared: "prepared"
        case .installing: "installing"
        case .failed: "failed"
        case .unknown(let text): text
        }
    }
}

extension InstallState: StatusItemValue {
    public static let itemName = StatusItemName.installState

    public static func read(_ json: JSONValue) -> StatusReading<InstallState> {
        json.string.map { .value(InstallState($0)) } ?? expected("a string", json)
    }

    /// The value as a device reports it.
    public var json: JSONValue { .string(text) }
}
