/// `Status` of a device's message on the command channel (reference 1.4).
public enum CommandStatus: Sendable, Hashable {
    /// A poll without a result.
    case idle
    case acknowledged
    /// The command failed; the error chain says why.
    case error
    /// The device could not read the command; it never will.
    case commandFormatError
    /// Try later. The device polls again by itself only if this was its last answer.
    case notNow
    /// A value that Apple added since.
    case unknown(String)

    /// Reads the spelling on the wire; anything not listed is kept as it came.
    public init(_ text: String) {
        switch text {
        case "Idle": self = .idle
        case "Acknowledged": self = .acknowledged
        case "Error": self = .error
        case "CommandFormatError": self = .commandFormatError
        case "NotNow": self = .notNow
        default: self = .unknown(text)
        }
    }

    /// The spelling on the wire.
    public var text: String {
        switch self {
        case .idle: "Idle"
        case .acknowledged: "Acknowledged"
        case .error: "Error"
        case .commandFormatError: "CommandFormatError"
        case .notNow: "NotNow"
        case .unknown(let text): text
        }
    }

    /// Whether the command it answers is finished and leaves the queue.
    public var isFinal: Bool {
        switch self {
        case .acknowledged, .error, .commandFormatError: true
        case .idle, .notNow, .unknown: false
        }
    }
}
