/// Why a verdict is what it is. A code never changes its meaning; `docs/reference/reasons.md` lists them all and `Wording` has a
/// sentence for each.
public enum Reason: String, Sendable, Equatable, CaseIterable {
    // Yes.
    /// It runs what its plan asks for, or the newest release there is for it.
    case current
    /// The appliance runs what was wanted, or the newest that its graph has for it.
    case applianceCurrent = "appliance-current"

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

    // Appliances. Not yet: Ratchet or the clock goes on by itself.
    /// The upgrade is planned; a person has to start it.
    case upgradePlanned = "upgrade-planned"
    case inventoryUnread = "inventory-unread"
    case turnNotCome = "turn-not-come"
    case soaking
    case healthUnread = "health-unread"
    case backupMissing = "backup-missing"
    case backupStale = "backup-stale"
    case exportMissing = "export-missing"
    case notStaged = "not-staged"
    case windowShut = "window-shut"
    case windowTooShort = "window-too-short"
    /// All gates are open.
    case hopReady = "hop-ready"
    case hopInstalling = "hop-installing"
    /// The answer to an installation was lost; the appliance's own word decides.
    case hopUnanswered = "hop-unanswered"
    case hopVerifying = "hop-verifying"
    case restoring
    /// An earlier call that is done once is still at work; nothing of the kind begins beside it.
    case callAtWork = "call-at-work"

    // Appliances. No: somebody has to act.
    case noUpgrade = "no-upgrade"
    case noGraph = "no-graph"
    case allPaused = "all-paused"
    case upgradePaused = "upgrade-paused"
    case changedByOthers = "changed-by-others"
    case unknownInventory = "unknown-inventory"
    case noPath = "no-path"
    case packageBlocked = "package-blocked"
    case packageGone = "package-gone"
    case turnNotSet = "turn-not-set"
    case contractMissing = "contract-missing"
    case approvalMissing = "approval-missing"
    case approvalLapsed = "approval-lapsed"
    case testRunMissing = "test-run-missing"
    case testRunUnprovable = "test-run-unprovable"
    case healthBad = "health-bad"
    case backupFailed = "backup-failed"
    case backupUnverified = "backup-unverified"
    case exportFailed = "export-failed"
    case exportKeyless = "export-keyless"
    case digestMismatch = "digest-mismatch"
    case noWindow = "no-window"
    case checkpointOpen = "checkpoint-open"
    case hopFailed = "hop-failed"
    case applianceFrozen = "appliance-frozen"
    /// The driver could not even begin the installation.
    case installNotBegun = "install-not-begun"
    case stageFailed = "stage-failed"

    // Causes only.
    /// The window has closed over a hop that goes on.
    case overrun
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
    case checkDriver = "check-driver"
    case importGraph = "import-graph"
    case planUpgrade = "plan-upgrade"
    case startUpgrade = "start-upgrade"
    case resumeUpgrade = "resume-upgrade"
    case resumeAll = "resume-all"
    case takeSnapshot = "take-snapshot"
    case choosePath = "choose-path"
    case setTurn = "set-turn"
    case renewContract = "renew-contract"
    case approveUpgrade = "approve-upgrade"
    case runTest = "run-test"
    case addDigest = "add-digest"
    case waitForSoak = "wait-for-soak"
    case repairAppliance = "repair-appliance"
    case takeBackup = "take-backup"
    case exportOrWaive = "export-or-waive"
    case stageAgain = "stage-again"
    case waitForWindow = "wait-for-window"
    case changeCalendar = "change-calendar"
    case signCheckpoint = "sign-checkpoint"
    case waitForAppliance = "wait-for-appliance"
    case recoverHop = "recover-hop"
    case callVendor = "call-vendor"
    case endCall = "end-call"
    case repairDriver = "repair-driver"
}
