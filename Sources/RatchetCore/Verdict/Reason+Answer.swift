extension Reason {
    /// What a verdict with this reason answers; nil for what is only ever the cause of another verdict.
    public var answer: Verdict.Answer? {
        switch self {
        case .current, .applianceCurrent: .yes
        case .enrolmentIncomplete, .inventoryPending, .awaitingConfiguration, .feedPending, .notInFeed: .notYet
        case .planned, .offered, .delivered, .accepted, .waiting, .downloading, .prepared, .installing, .failing,
            .unreachable, .pastDue, .installingSilent, .satisfied, .withdrawn, .otherPlan:
            .notYet
        case .notEnrolled, .userEnrolment, .enforcementNotSupported, .notSupervised, .modelNotInFeed, .releaseExpired,
            .bsiNeedsBuild, .noPlan, .noticeTooShort, .rejected, .blocked:
            .no
        case .upgradePlanned, .inventoryUnread, .turnNotCome, .soaking, .healthUnread, .backupMissing, .backupStale,
            .exportMissing, .notStaged, .windowShut, .windowTooShort, .hopReady, .hopInstalling, .hopUnanswered,
            .hopVerifying, .restoring, .callAtWork:
            .notYet
        case .noUpgrade, .noGraph, .allPaused, .upgradePaused, .changedByOthers, .unknownInventory, .noPath,
            .packageBlocked, .packageGone, .turnNotSet, .contractMissing, .approvalMissing, .approvalLapsed,
            .testRunMissing, .testRunUnprovable, .healthBad, .backupFailed, .backupUnverified, .exportFailed,
            .exportKeyless, .digestMismatch, .noWindow, .checkpointOpen, .hopFailed, .applianceFrozen, .installNotBegun,
            .stageFailed:
            .no
        case .deviceOffline, .pushRefused, .userDecides, .bootstrapTokenMissing, .failureReported, .declarationRefused,
            .reportUnapplied, .targetMissing, .feedStale, .stalled, .declarationMissing, .cannotRecall, .lowDisk,
            .lowPower, .noNetwork, .passcodeNeeded, .passcodeNotEntered, .userAgreed, .bootstrapTokenRefused, .overrun:
            nil
        }
    }

    /// What somebody can do about it, the usual way first. A state's are those of what may stand in its way.
    public var waysOut: [WayOut] {
        if let state = EnforcementState(rawValue: rawValue) { return state.waysOut }
        if let wayOut { return [wayOut] }
        if let applianceWaysOut { return applianceWaysOut }
        return switch self {
        case .feedPending, .modelNotInFeed, .feedStale: [.checkLookup]
        case .notInFeed, .releaseExpired: [.choosePlanVersion]
        case .bsiNeedsBuild: [.installBase]
        case .noPlan: [.createPlan]
        case .noticeTooShort: [.moveDeadline]
        case .otherPlan: [.reviewPlans]
        case .deviceOffline: [.connectDevice]
        case .pushRefused: [.checkPush]
        case .userDecides: [.askUser]
        case .bootstrapTokenMissing, .bootstrapTokenRefused: [.escrowBootstrapToken]
        case .failureReported: [.freeSpaceAndPower]
        case .declarationRefused: [.reviewDeclaration]
        case .reportUnapplied: [.upgradeServer]
        case .targetMissing: [.waitForFeed, .choosePlanVersion]
        case .declarationMissing, .cannotRecall, .userAgreed: [.waitForDevice]
        case .stalled, .noNetwork: [.connectNetwork]
        case .lowDisk: [.freeSpace]
        case .lowPower: [.connectPower]
        case .passcodeNeeded, .passcodeNotEntered: [.enterPasscode]
        // It is current; the rest is answered above.
        default: []
        }
    }
}

extension EnforcementState {
    /// Everything that may be named as what stands in the way while an enforcement is in this state.
    public var possibleCauses: [Reason] {
        let always: [Reason] = [.reportUnapplied] + (isDeclared ? [.targetMissing] : [])
        return (always + clues.flatMap(\.reasons) + (isLive ? [.otherPlan] : [])).withoutRepeats
    }

    fileprivate var waysOut: [WayOut] { clues.flatMap(\.reasons).flatMap(\.waysOut).withoutRepeats }
}

extension Sequence where Element: Equatable {
    /// Each once, where it stood first.
    fileprivate var withoutRepeats: [Element] {
        reduce(into: []) { kept, element in if !kept.contains(element) { kept.append(element) } }
    }
}
