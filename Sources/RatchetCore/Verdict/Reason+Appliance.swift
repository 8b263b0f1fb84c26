extension Reason {
    /// What somebody can do about an appliance with this reason, the usual way first; nil for the reasons of devices.
    public var applianceWaysOut: [WayOut]? {
        switch self {
        case .upgradePlanned: [.startUpgrade]
        case .inventoryUnread, .healthUnread: [.checkDriver]
        case .turnNotCome, .turnNotSet: [.setTurn]
        case .soaking: [.waitForSoak]
        case .backupMissing, .backupStale, .backupFailed, .backupUnverified: [.takeBackup]
        case .exportMissing, .exportFailed, .exportKeyless: [.exportOrWaive]
        case .notStaged, .stageFailed, .digestMismatch: [.stageAgain]
        case .callAtWork: [.endCall]
        case .installNotBegun: [.repairDriver]
        case .windowShut, .windowTooShort: [.waitForWindow, .changeCalendar]
        case .noWindow: [.changeCalendar]
        case .hopReady, .hopInstalling, .hopVerifying, .restoring, .overrun: [.waitForAppliance]
        case .hopUnanswered: [.waitForAppliance, .checkDriver]
        case .noUpgrade: [.planUpgrade]
        case .noGraph: [.importGraph]
        case .allPaused: [.resumeAll]
        case .upgradePaused, .changedByOthers: [.resumeUpgrade]
        case .unknownInventory: [.takeSnapshot, .importGraph]
        case .noPath, .packageBlocked, .packageGone: [.choosePath]
        case .contractMissing: [.renewContract]
        case .approvalMissing, .approvalLapsed: [.approveUpgrade]
        case .testRunMissing: [.runTest]
        case .testRunUnprovable: [.addDigest, .runTest]
        case .healthBad: [.repairAppliance]
        case .checkpointOpen: [.signCheckpoint]
        case .hopFailed: [.recoverHop]
        case .applianceFrozen: [.callVendor]
        case .applianceCurrent: []
        default: nil
        }
    }
}
