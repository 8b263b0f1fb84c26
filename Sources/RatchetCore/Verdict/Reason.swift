/// Why a verdict is what it is. A code never changes its meaning; `docs/reference/reasons.md` lists them all and `Wording` has a
/// sentence for each.
public enum Reason: String, Sendable, Equatable, CaseIterable {
    // Yes.
    /// It runs what its plan asks for, or the newest release there is for it.
    case current

    // Not yet: something is still to come by itself.
    case enrolmentIncomplete = "enrolment-incomplete"
    case inventoryPending = "inventory-pending"
    case awaitingConfiguration = "awaiting-configuration"
    /// The lookup service has not been read successfully yet.
    case feedPending = "feed-pending"
    /// The version that the plan names is not in the feed for this device.
    case notInFeed = "not-in-feed"

    // Not yet: the states of an enforcement, by their own names.
    case planned
    case offered
    case delivered
    case accepted
    case waiting
    case downloading
    case prepared
    case installing
    case failing
    /// Offered, and silent for too long since.
    case unreachable
    /// Prepared, and the deadline has passed everywhere.
    case pastDue = "past-due"
    /// Installing, and silent for longer than that takes.
    case installingSilent = "installing-silent"
    /// The device says that it is there already; it is being asked for its version.
    case satisfied
    /// A plan was cancelled or no longer covers the device; the declaration is being taken away.
    case withdrawn

    // No: somebody has to act.
    case notEnrolled = "not-enrolled"
    case userEnrolment = "user-enrolment"
    case enforcementNotSupported = "enforcement-not-supported"
    case notSupervised = "not-supervised"
    case modelNotInFeed = "model-not-in-feed"
    case releaseExpired = "release-expired"
    case bsiNeedsBuild = "bsi-needs-build"
    case noPlan = "no-plan"
    /// The plan's fixed deadline leaves less than the minimum notice.
    case noticeTooShort = "notice-too-short"
    /// The device refused the declaration.
    case rejected
    /// The device has failed too often or for too long.
    case blocked

    // Causes only.
    case deviceOffline = "device-offline"
    case pushRefused = "push-refused"
    case userDecides = "user-decides"
    case bootstrapTokenMissing = "bootstrap-token-missing"
    case failureReported = "failure-reported"
    case declarationRefused = "declaration-refused"
    case reportUnapplied = "report-unapplied"
    /// The target was missing from the newest good fetch.
    case targetMissing = "target-missing"
    /// Apple's list could not be read for a while: something newer may be out.
    case feedStale = "feed-stale"
    case stalled
    /// The device has reported what it holds, and the declaration is not among it.
    case declarationMissing = "declaration-missing"
    /// The device was installing when the update was taken back: that can't be recalled.
    case cannotRecall = "cannot-recall"
    case lowDisk = "low-disk"
    case lowPower = "low-power"
    case noNetwork = "no-network"
    /// The user may have to enter the passcode.
    case passcodeNeeded = "passcode-needed"
    /// The passcode was not entered, or the authorisation has expired.
    case passcodeNotEntered = "passcode-not-entered"
    /// The user chose to install tonight.
    case userAgreed = "user-agreed"
    case bootstrapTokenRefused = "bootstrap-token-refused"
    /// Another plan's target is the device's.
    case otherPlan = "other-plan"
}

/// What somebody can do. `Wording` has a sentence for each.
public enum WayOut: String, Sendable, Equatable, CaseIterable {
    case waitForDevice = "wait-for-device"
    case connectDevice = "connect-device"
    case checkPush = "check-push"
    case askUser = "ask-user"
    case escrowBootstrapToken = "escrow-bootstrap-token"
    case freeSpaceAndPower = "free-space-and-power"
    case freeSpace = "free-space"
    case connectPower = "connect-power"
    case connectNetwork = "connect-network"
    case enterPasscode = "enter-passcode"
    case waitForFeed = "wait-for-feed"
    case reviewPlans = "review-plans"
    case reviewDeclaration = "review-declaration"
    case enrolDevice = "enrol-device"
    case superviseDevice = "supervise-device"
    case upgradeByHand = "upgrade-by-hand"
    case checkLookup = "check-lookup"
    case choosePlanVersion = "choose-plan-version"
    case createPlan = "create-plan"
    case moveDeadline = "move-deadline"
    case installBase = "install-base"
    case upgradeServer = "upgrade-server"
}
