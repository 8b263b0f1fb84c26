import AppleMDM

/// What a device asks of its server, as far as it takes the server another amount of work.
public enum RequestKind: String, Codable, CaseIterable, Sendable {
    /// Its enrolment profile, from a link.
    case profile
    /// A part of the order for its certificate.
    case certificate
    case authenticate
    case tokenUpdate = "token-update"
    case setBootstrapToken = "set-bootstrap-token"
    case getBootstrapToken = "get-bootstrap-token"
    /// A connection without an answer to a command.
    case idlePoll = "idle-poll"
    case commandAnswer = "command-answer"
    case tokens
    case declarationItems = "declaration-items"
    case declaration
    case status

    init(_ request: DeviceRequest) {
        switch request {
        case .authenticate: self = .authenticate
        case .tokenUpdate: self = .tokenUpdate
        case .setBootstrapToken: self = .setBootstrapToken
        case .getBootstrapToken: self = .getBootstrapToken
        case .connect(let report): self = report.status == .idle ? .idlePoll : .commandAnswer
        case .tokens: self = .tokens
        case .declarationItems: self = .declarationItems
        case .declaration: self = .declaration
        case .status: self = .status
        }
    }
}

/// Why a request came to nothing.
public enum RequestFailure: String, Codable, CaseIterable, Sendable {
    /// No answer in time.
    case timeout
    /// Nobody listens there.
    case refused
    /// The connection ended, or was none.
    case broken
    /// A status of 500 and above: the server could not.
    case unavailable = "5xx"
    /// A status of 400 to 499 other than 404: the server would not.
    case rejected = "4xx"

    /// Nothing for an answer that is one. 404 means a declaration that is no longer there, which is one.
    init?(status: Int) {
        switch status {
        case 404: return nil
        case 400..<500: self = .rejected
        case 500...: self = .unavailable
        default: return nil
        }
    }
}
