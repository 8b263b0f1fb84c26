import AppleMDM
import AppleManagement
public import RatchetCore
import Storage

/// The terms of enrolment as they would be and as they were agreed.
public struct EnrolmentOverview: Sendable, Equatable {
    /// One right that a profile gives the service (reference 1.1).
    public struct Right: Sendable, Equatable {
        /// As it counts in the sum.
        public let value: Int
        /// What it lets the service do.
        public let text: String
    }

    /// What profiles say, or would say.
    let terms: EnrolmentTerms
    /// What was agreed with the first profile; nil before it.
    let agreed: EnrolmentTerms?
    /// Why no profile can be issued now; empty if one can.
    public let faults: [AdminProblem.Fault]

    /// Whether a profile may have been issued.
    public var isAgreed: Bool { agreed != nil }
    public var topic: String { terms.topic }
    public var serverURL: String { terms.serverURL }
    public var checkInURL: String { terms.checkInURL }
    public var usesDevelopmentPush: Bool { terms.usesDevelopmentPush }
    /// The sum of the rights.
    public var accessRights: Int { terms.accessRights }
    public var rights: [Right] { terms.rights.each.map { Right(value: $0.rawValue, text: $0.meaning) } }
}

extension AccessRights {
    fileprivate var meaning: String {
        switch self {
        case .inspectProfiles: "see which profiles are installed (goes with the next)"
        case .installProfiles: "install and remove profiles (to renew the device's certificate)"
        case .lockDevice: "lock the device and remove its passcode"
        case .eraseDevice: "erase the device"
        case .queryDevice: "ask for model, system version, capacity and serial number"
        case .queryNetwork: "ask for phone numbers and network addresses"
        case .inspectProvisioning: "see provisioning profiles"
        case .installProvisioning: "install and remove provisioning profiles"
        case .inspectApps: "see which apps are installed"
        case .queryRestrictions: "ask for restrictions"
        case .querySecurity: "ask how the device is secured (passcode, FileVault, bootstrap token)"
        case .changeSettings: "change settings"
        case .manageApps: "manage software (older devices take system updates under it)"
        default: "unknown"
        }
    }
}

/// A link as it is listed, without its secret part.
public struct EnrolmentLinkSummary: Sendable, Equatable {
    public let id: String
    /// For whom it is.
    public let note: String
    public let madeAt: Instant
    public let expiresAt: Instant
    /// When the profile was fetched; nil while it was not.
    public let usedAt: Instant?

    init(_ row: EnrolmentLinkRow) {
        (id, note, madeAt, expiresAt, usedAt) = (row.id, row.note, row.madeAt, row.expiresAt, row.usedAt)
    }
}
