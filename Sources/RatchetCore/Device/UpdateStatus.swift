/// The parts of how an update stands, as a device reports them.
public enum UpdateStatusPart: Sendable, Hashable, CaseIterable {
    case installState, installReason, pendingVersion, failure, declarations
}

/// `softwareupdate.install-state` (reference 4). `waiting` is missing from the schema's enumeration and is real.
public enum InstallState: Sendable, Equatable {
    case none, waiting, downloading, prepared, installing, failed
    /// A word that Apple had not published when this was written; kept and shown, decides nothing.
    case unknown(String)

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

    /// Apple's word.
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

/// `softwareupdate.failure-reason` (reference 4).
public struct UpdateFailure: Sendable, Equatable {
    /// Failed attempts at the pending update; 0 means none. It starts again when the pending update changes.
    public let count: Int
    /// Free text from the device.
    public let reason: String?
    /// As the device sent it.
    public let timestamp: String?

    public init(count: Int, reason: String? = nil, timestamp: String? = nil) {
        (self.count, self.reason, self.timestamp) = (count, reason, timestamp)
    }

    /// True when this is news of a failure after `earlier`: more of them, or another time (reference 9).
    public func isNews(after earlier: UpdateFailure?) -> Bool {
        guard count > 0 else { return false }
        guard let earlier, earlier.count > 0 else { return true }
        return count > earlier.count || timestamp != earlier.timestamp
    }
}

/// `softwareupdate.pending-version` (reference 4); empty strings mean that nothing is pending.
public struct PendingVersion: Sendable, Equatable {
    public let version: String
    public let build: String
    /// As sent; never compared with our deadline for equality (reference 4, quirks).
    public let targetLocalDateTime: String?

    public init(version: String, build: String, targetLocalDateTime: String? = nil) {
        (self.version, self.build, self.targetLocalDateTime) = (version, build, targetLocalDateTime)
    }

    public var isEmpty: Bool { version.isEmpty }
}

/// `softwareupdate.install-reason` (reference 4).
public struct InstallReason: Sendable, Equatable {
    /// Apple's words: `declaration`, `install-tonight`, `notification`, ...
    public let reasons: [String]
    /// Only with `declaration`.
    public let declarationID: String?

    public init(reasons: [String], declarationID: String? = nil) {
        (self.reasons, self.declarationID) = (reasons, declarationID)
    }
}

/// How a device judges one declaration that it holds (`management.declarations`, reference 2.3).
public struct DeclarationReport: Sendable, Equatable {
    public enum Validity: String, Sendable, Equatable { case unknown, valid, invalid }

    public struct Reason: Sendable, Equatable {
        /// Apple's code, `Error.ConfigurationCannotBeApplied`.
        public let code: String
        /// Free text from the device; a diagnostic only.
        public let text: String

        public init(code: String, text: String) { (self.code, self.text) = (code, text) }
    }

    public let identifier: String
    public let serverToken: String
    public let isActive: Bool
    public let validity: Validity
    public let reasons: [Reason]

    public init(identifier: String, serverToken: String, isActive: Bool, validity: Validity, reasons: [Reason] = []) {
        (self.identifier, self.serverToken, self.isActive) = (identifier, serverToken, isActive)
        (self.validity, self.reasons) = (validity, reasons)
    }

    /// True when the device refuses the target because it runs it already or something newer: compliance, not failure
    /// (reference 0.7, 3.2).
    public var saysAlreadyThere: Bool {
        validity == .invalid
            && reasons.contains {
                $0.code == "Error.ConfigurationCannotBeApplied"
                    && ["older than current", "same as current", "same version"].contains(where: $0.text.contains)
            }
    }
}
