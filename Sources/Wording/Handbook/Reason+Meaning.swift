public import RatchetCore

extension Reason {
    /// What it means, for the reference.
    public var meaning: String {
        switch self {
        case .current: "The device runs what its plan asks for, or the newest release there is for it."
        case .enrolmentIncomplete:
            "Authenticate came, the first TokenUpdate did not: there is no push address yet."
        case .inventoryPending:
            "Capabilities, supervision, OS version or feed key are not known yet; the device has been asked."
        case .awaitingConfiguration:
            "Setup Assistant waits for its configuration; nothing is enforced before it has finished."
        case .feedPending: "The lookup service has not been read successfully yet."
        case .notInFeed: "The version that the plan names is not in the feed for this device. The plan waits for it."

        case .planned, .offered, .delivered, .accepted, .waiting, .downloading, .prepared, .installing, .failing,
            .unreachable, .pastDue, .installingSilent, .satisfied, .withdrawn, .rejected, .blocked:
            // A state is a reason by its own name.
            EnforcementState(rawValue: rawValue)?.meaning ?? ""

        case .notEnrolled: "The enrolment has ended (CheckOut)."
        case .userEnrolment: "User enrolment can never be told to update."
        case .enforcementNotSupported:
            "The device does not advertise the enforcement declaration, or its system is below the floor: iOS and iPadOS "
                + "17, macOS 14, tvOS 18.4, visionOS 26."
        case .notSupervised: "A Mac must be supervised to be told to update."
        case .modelNotInFeed: "No release of the feed is for this model."
        case .releaseExpired: "The version that the plan names has expired for this device or has left the feed."
        case .bsiNeedsBuild:
            "The plan names a Background Security Improvement for another build, and that build can't be installed "
                + "either."
        case .noPlan: "No active plan covers the device, although there is a release for it."
        case .noticeTooShort:
            "The plan's fixed deadline leaves less than the minimum notice to this device, so nothing is offered."
        case .otherPlan:
            "In `plan show`: another plan's target comes first for the device. As a cause: a plan that comes after "
                + "would take it further."

        // Causes only.
        case .deviceOffline:
            "The device may be off, asleep or without network. For one that works by itself only after a day of silence."
        case .pushRefused: "The push service did not take the newest push, or was not reached."
        case .userDecides: "Until the deadline the user decides."
        case .bootstrapTokenMissing:
            "The Mac has escrowed no bootstrap token, so installing needs somebody's password."
        case .failureReported: "The device reported a failed attempt; `failure` has its words."
        case .declarationRefused: "The device judged the declaration invalid; `refusals` has its words."
        case .reportUnapplied:
            "A report was kept and could not be applied, so what is shown may be older than it."
        case .targetMissing:
            "The release was missing from the newest good fetch of the feed, and is withdrawn if it is missing again. Of "
                + "a withdrawal: it was taken back or has expired."
        case .feedStale:
            "The list of releases was not read successfully for longer than its interval, so a newer release may be out."
        case .stalled: "Nothing new has been heard in this state for too long."
        case .declarationMissing:
            "The device has reported what it holds since, and the declaration is not among it; it is told the token "
                + "again."
        case .cannotRecall: "The device was installing when the update was taken back."
        case .lowDisk: "Little free space, as the device said."
        case .lowPower: "A low battery, as the device said."
        case .noNetwork: "The device's failure speaks of the network."
        case .passcodeNeeded:
            "The device has a passcode, so it may need its user. Apple reports no authorisation."
        case .passcodeNotEntered:
            "Still prepared after the deadline, with a passcode: it was not entered, or the authorisation expired."
        case .userAgreed: "Not a cause of delay: the user chose to install tonight."
        case .bootstrapTokenRefused:
            "The Mac may not use its bootstrap token, or its failure speaks of authorisation."

        case .applianceCurrent, .upgradePlanned, .inventoryUnread, .turnNotCome, .soaking, .healthUnread,
            .backupMissing, .backupStale, .exportMissing, .notStaged, .windowShut, .windowTooShort, .hopReady,
            .hopInstalling, .hopUnanswered, .hopVerifying, .restoring, .noUpgrade, .noGraph, .allPaused,
            .upgradePaused, .changedByOthers, .unknownInventory, .noPath, .packageBlocked, .packageGone, .turnNotSet,
            .contractMissing, .approvalMissing, .approvalLapsed, .testRunMissing, .testRunUnprovable, .healthBad,
            .backupFailed, .backupUnverified, .exportFailed, .exportKeyless, .digestMismatch, .noWindow,
            .checkpointOpen, .hopFailed, .applianceFrozen, .callAtWork, .installNotBegun, .stageFailed, .overrun:
            applianceMeaning
        }
    }
}
