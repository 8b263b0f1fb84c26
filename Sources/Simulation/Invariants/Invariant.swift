/// What must hold after every step, or once the trouble is over. Each has a test that disables its guard.
public enum Invariant: String, Sendable, Equatable, CaseIterable {
    // After every step.
    /// A declaration names a release that the device's model takes and that is newer than what the device runs, as far as
    /// the server knew when it rendered it.
    case fitsAndNewer = "fits-and-newer"
    /// At most one enforcement of a device is open.
    case oneOpenEnforcement = "one-open-enforcement"
    /// `done` only after a report, an answer or a check-in of the device with the version.
    case doneHasProof = "done-has-proof"
    /// Every status report that was answered 200 is kept.
    case reportsKept = "reports-kept"
    /// A bootstrap token that was answered 200 is handed out again.
    case secretsKept = "secrets-kept"
    /// The same declaration has the same server token, another one another.
    case serverTokenFollowsBytes = "server-token-follows-bytes"
    /// The same list of declarations has the same DeclarationsToken, another one another.
    case declarationsTokenFollowsList = "declarations-token-follows-list"
    /// A declaration is served as the manifest that the device was shown names it; 404 only for what is not in that.
    case servedFromAdvertised = "served-from-advertised"
    /// No declaration leaves the minimum notice unkept, counted from its first offer, in the earliest zone.
    case noticeKept = "notice-kept"
    /// No enforcement begins for a cancelled plan, and what it had declared leaves the device.
    case cancelledPlansEnd = "cancelled-plans-end"
    /// A feed that can't be believed changes neither catalog nor enforcements nor manifests.
    case badFeedChangesNothing = "bad-feed-changes-nothing"
    /// One fetch without a release takes nobody's update away.
    case oneMissWithdrawsNothing = "one-miss-withdraws-nothing"
    /// Every device has a verdict at any time.
    case everyDeviceHasVerdict = "every-device-has-verdict"
    /// A device whose inventory is incomplete is never told `no`.
    case pendingIsNeverNo = "pending-is-never-no"
    /// No answer makes a device unenrol.
    case neverUnenrolled = "never-unenrolled"
    /// No message of a device meets a fault of the server's own.
    case noInternalFault = "no-internal-fault"
    /// No device sees the server break the protocol.
    case deviceSeesNoBreach = "device-sees-no-breach"

    // Once the trouble is over, within bounded time.
    /// Every device has applied the manifest that it should have.
    case manifestsFetched = "manifests-fetched"
    /// No enforcement stays open without a cause.
    case enforcementsClose = "enforcements-close"
    /// The outbox holds only what is scheduled for later.
    case outboxDrains = "outbox-drains"
    /// Every device is current, or there is a stated reason why it is not.
    case devicesEndCurrent = "devices-end-current"
}
