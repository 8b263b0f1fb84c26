/// How a device is enrolled, as far as it decides whether updates can be enforced (reference 3.1).
public enum EnrolmentKind: String, Sendable, Equatable {
    /// Enrolled with its UDID.
    case device
    /// User enrolment: an `EnrollmentID` instead of a UDID; updates can never be enforced.
    case user
}

/// Where an enrolment stands.
public enum EnrolmentState: String, Sendable, Equatable {
    /// Authenticate came, the first TokenUpdate did not: not enrolled yet, nothing is pushed (reference 1.3).
    case authenticated
    case enrolled
    /// CheckOut came.
    case checkedOut = "checked-out"
}

/// A bootstrap token as the service knows it, without the token.
public struct BootstrapTokenFact: Sendable, Equatable {
    public var escrowedAt: Instant?
    public var lastServedAt: Instant?
    /// When the device last asked for it and there was none to hand out.
    public var lastMissedAt: Instant?

    public init(escrowedAt: Instant? = nil, lastServedAt: Instant? = nil, lastMissedAt: Instant? = nil) {
        (self.escrowedAt, self.lastServedAt, self.lastMissedAt) = (escrowedAt, lastServedAt, lastMissedAt)
    }
}

/// Everything known about one device that a decision about its updates can rest on.
///
/// Unknown is nil, never a guess: what is missing makes a verdict `inventory-pending`.
public struct DeviceFacts: Sendable, Equatable {
    public var enrolment: EnrolmentState
    public var kind: EnrolmentKind
    /// `Mac14,7`, `iPhone17,1`.
    public var productName: String?
    public var serialNumber: String?
    public var name: String?
    /// IANA name, where the device tells it; it can change by travel (reference 0.4).
    public var timeZone: String?
    public var isAwaitingConfiguration = false
    public var bootstrapToken = BootstrapTokenFact()

    public var installed: Known<InstalledOS>?
    public var capabilities: Known<Capabilities>?
    public var isSupervised: Known<Bool>?
    /// `softwareupdate.device-id`.
    public var statusFeedKey: Known<FeedKey>?
    /// `SoftwareUpdateDeviceID` of DeviceInformation, before OS 27.
    public var queriedFeedKey: Known<FeedKey>?
    public var hasPasscode: Known<Bool>?
    /// Free space in GB.
    public var availableCapacity: Known<Double>?
    /// 0 to 1; negative where the device does not know.
    public var batteryLevel: Known<Double>?
    /// `BootstrapTokenAllowedForAuthentication`: `allowed`, `disallowed`, `not supported`.
    public var bootstrapTokenUse: Known<String>?
    /// `BootstrapTokenRequiredForSoftwareUpdate`.
    public var bootstrapTokenRequired: Known<Bool>?
    public var isAppleSilicon: Known<Bool>?

    public var installState: Known<InstallState>?
    public var installReason: Known<InstallReason>?
    public var pendingVersion: Known<PendingVersion>?
    public var failure: Known<UpdateFailure>?
    /// What the device last said of the declarations that it holds.
    public var declarations: Known<[DeclarationReport]>?

    public init(enrolment: EnrolmentState = .authenticated, kind: EnrolmentKind = .device) {
        (self.enrolment, self.kind) = (enrolment, kind)
    }

    /// Forgets how the update stands: a full report replaces all of it, what it leaves out included (reference 2.3).
    ///
    /// - Parameter kept: what the report speaks of in a way that could not be read; its last good value stays.
    public mutating func forgetUpdateStatus(except kept: Set<UpdateStatusPart> = []) {
        if !kept.contains(.installState) { installState = nil }
        if !kept.contains(.installReason) { installReason = nil }
        if !kept.contains(.pendingVersion) { pendingVersion = nil }
        if !kept.contains(.failure) { failure = nil }
        if !kept.contains(.declarations) { declarations = nil }
    }

    /// Forgets what belonged to an enrolment that has ended; what the device *is* stays (reference 1.3, Authenticate).
    public mutating func startOver(kind: EnrolmentKind) {
        var fresh = DeviceFacts(enrolment: .authenticated, kind: kind)
        (fresh.productName, fresh.serialNumber, fresh.name) = (productName, serialNumber, name)
        self = fresh
    }
}

extension DeviceFacts {
    /// The feed's key for this device (reference 3.4, step 1): what the device reports, else what it answered, and as
    /// the last fallback its product name, which is the key for the iOS family and visionOS but never for a Mac.
    public var feedKey: FeedKey? {
        if let key = statusFeedKey?.value ?? queriedFeedKey?.value { return key }
        guard let productName, DeviceFacts.isKeyedByProductName(productName) else { return nil }
        return FeedKey(productName)
    }

    /// Something is missing that DeviceInformation could tell.
    public var lacksInventory: Bool { isSupervised == nil || installed == nil || feedKey == nil }

    /// What told the feed key; nil for a product name that stands in for it.
    public var feedKeyEvidence: Evidence? { statusFeedKey?.evidence ?? queriedFeedKey?.evidence }

    /// A Mac, by its product name, or by a feed key that is no product name (reference 6.3); nil while both are unknown.
    public var isMac: Bool? {
        if let productName { return productName.contains("Mac") }
        return feedKey.map { !DeviceFacts.isKeyedByProductName($0.text) }
    }

    private static let productNameFamilies = [
        "iPhone", "iPad", "iPod", "AppleTV", "AudioAccessory", "Watch", "RealityDevice",
    ]

    /// Reference 6.3.
    static func isKeyedByProductName(_ name: String) -> Bool { productNameFamilies.contains(where: name.hasPrefix) }
}
