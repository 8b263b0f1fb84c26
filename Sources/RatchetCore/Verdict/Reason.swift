/// Why a verdict is what it is. A code never changes its meaning; `docs/reasons.md` lists them all and `Wording` has a
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

    // Causes only.
    case deviceOffline = "device-offline"
    case pushRefused = "push-refused"
    case userDecides = "user-decides"
    case bootstrapTokenMissing = "bootstrap-token-missing"
    case failureReported = "failure-reported"
    case declarationRefused = "declaration-refused"
    case reportUnapplied = "report-unapplied"
}

/// What somebody can do. `Wording` has a sentence for each.
public enum WayOut: String, Sendable, Equatable, CaseIterable {
    case waitForDevice = "wait-for-device"
    case connectDevice = "connect-device"
    case checkPush = "check-push"
    case askUser = "ask-user"
    case escrowBootstrapToken = "escrow-bootstrap-token"
    case freeSpaceAndPower = "free-space-and-power"
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
