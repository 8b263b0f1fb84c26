import AppleMDM

/// Something the device has to do at the server, in the order of the list.
enum Errand: Equatable, Sendable {
    /// Fetching the profile with which it enrols.
    case profile
    /// Fetching the first certificate of its profile.
    case certificate
    /// Fetching the certificate of the profile that a command brought.
    case renewal(HeldProfile, command: String)
    case authenticate
    case tokenUpdate
    case setBootstrapToken
    case getBootstrapToken
    case idle
    case answer(DeviceReport)
    case tokens
    case declarationItems
    case fetch(ManifestEntry)
    case status(full: Bool)
    /// A report that was sent before, as a network or a retry brings it once more.
    case repeated(StatusDraft)

    var isEnrolment: Bool {
        switch self {
        case .profile, .certificate, .authenticate, .tokenUpdate, .setBootstrapToken: true
        default: false
        }
    }

    /// Part of a connection on the command channel.
    var isConnect: Bool {
        switch self {
        case .idle, .answer: true
        default: false
        }
    }
}

/// Where a device stands with its enrolment.
enum EnrolmentState: Codable, Equatable, Sendable {
    /// Powered off until it knocks.
    case new
    /// Authenticate is on its way; the rest follows.
    case enrolling
    case enrolled
    /// Unenrolled by the server; the end.
    case gone(reason: String)
}

/// Something that should not have happened: the server broke the protocol, or sent the device away.
struct DeviceAlarm: Codable, Equatable, Sendable {
    let time: String
    let text: String
}
