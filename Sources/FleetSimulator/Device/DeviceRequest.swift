import AppleDDM
import AppleMDM
import Foundation

/// One request of a device, as the protocol names it. The device has one under way at most.
enum DeviceRequest: Equatable, Sendable {
    case authenticate
    case tokenUpdate
    case setBootstrapToken
    case getBootstrapToken
    /// A poll, or the result of a command.
    case connect(DeviceReport)
    case tokens
    case declarationItems
    case declaration(ManifestEntry)
    case status(StatusDraft)

    /// What to call it in an alarm.
    var name: String {
        switch self {
        case .authenticate: "Authenticate"
        case .tokenUpdate: "TokenUpdate"
        case .setBootstrapToken: "SetBootstrapToken"
        case .getBootstrapToken: "GetBootstrapToken"
        case .connect(let report): "connect (\(report.status.text))"
        case .tokens: "tokens"
        case .declarationItems: "declaration-items"
        case .declaration(let entry): entry.key.endpoint.text
        case .status: "status"
        }
    }
}

/// A request as it goes over HTTP: always a PUT, always a property list (reference 1.2).
struct DeviceMessage: Equatable, Sendable {
    enum Route: String, Sendable {
        case checkIn = "/mdm/checkin"
        case connect = "/mdm/connect"
    }

    let route: Route
    let body: Data

    var contentType: String {
        switch route {
        case .checkIn: "application/x-apple-aspen-mdm-checkin"
        case .connect: "application/x-apple-aspen-mdm; charset=UTF-8"
        }
    }
}

/// What came back.
struct DeviceReply: Equatable, Sendable {
    let status: Int
    var contentType: String?
    /// Seconds, from `Retry-After`.
    var retryAfter: Double?
    var body = Data()
}

/// What the machine wants the edge to do.
enum DeviceAction: Equatable, Sendable {
    /// Send this; then call `answered` or `unreachable`.
    case send(DeviceMessage)
    /// Fetch its enrolment profile; then call `profileArrived`, `profileRefused` or `unreachable`.
    case fetchProfile
    /// Make a key and have it certified; then call `certified`.
    case certify(CertificateOrder)
    /// Sleep until then, or until a push; without a time, until a push.
    case wait(until: Date?)
    /// The device is no longer enrolled, for good.
    case finish
}

/// What is around a device: what Apple offers, and how long things take.
struct Surroundings: Sendable {
    var catalog: UpdateCatalog
    var durations: PhaseDurations
}
