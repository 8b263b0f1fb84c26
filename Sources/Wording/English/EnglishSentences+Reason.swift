import RatchetCore

extension EnglishSentences {
    func sentence(for reason: Reason) -> String {
        let update = "[{target}|the update]"
        let theUpdate = "[{target}|The update]"
        let deadline = "[, to be installed by {deadline} local time]"
        let times = "[ <failureCount|once|{failureCount} times>]"
        let words = "[; the device says: {failureReason}]"
        return switch reason {
        case .current: "The device is current[: it runs {installed}]."
        case .enrolmentIncomplete: "The device has begun to enrol but has not sent its push address yet."
        case .inventoryPending:
            "Too little is known about the device to choose a release for it[: still to be told: {missing}]."
        case .awaitingConfiguration:
            "The device is still in Setup Assistant, and nothing is enforced before that has finished."
        case .feedPending: "Apple's list of releases has not been read yet, so no release can be chosen."
        case .notInFeed: "Apple's list has no release for this device that the plan[ ({rule})] could mean."

        case .planned: "\(theUpdate) has been chosen for the device\(deadline), and is about to be offered."
        case .offered:
            "\(theUpdate) has been offered to the device\(deadline); it has not fetched the declaration yet."
        case .delivered:
            "The device has fetched the declaration for \(update)\(deadline), and has not judged it yet."
        case .accepted: "The device has accepted \(update)\(deadline), and has not begun to download it."
        case .waiting:
            "The device waits for the right conditions, such as power and network, to download \(update)\(deadline)."
        case .downloading: "The device is downloading \(update)\(deadline)."
        case .prepared:
            "\(theUpdate) is ready on the device. Its user may install it at any time[ before {deadline} local time]."
        case .installing: "The device is installing \(update). It is silent while it restarts."
        case .failing: "Installing \(update) has failed\(times)\(words). It tries again by itself."
        case .unreachable:
            "\(theUpdate) has been offered to the device\(deadline), but nothing has been heard of it since."
        case .pastDue:
            "\(theUpdate) is ready on the device, and its deadline has passed[: {deadline} local time]; it has not "
                + "been installed."
        case .installingSilent:
            "The device began to install \(update) and has been silent for longer than that takes."
        case .satisfied:
            "The device says that it runs \(update) or something newer; its version is being asked for."
        case .withdrawn:
            "\(theUpdate) is not to be installed on this device any more; its declaration is being taken away."

        case .notEnrolled: "The device is not enrolled any more, so it can't be told anything."
        case .userEnrolment: "The device is enrolled by its user (user enrolment), and Apple enforces no updates there."
        case .enforcementNotSupported:
            "[The device's system, {installed}, is older than {floor}, the first that can be told to update."
                + "|The device does not say that it can be told to update: it does not know the declaration.]"
        case .notSupervised: "The Mac is not supervised, and an unsupervised Mac can't be told to update."
        case .modelNotInFeed: "Apple's list has no release at all for this model."
        case .releaseExpired:
            "The release that the plan[ ({rule})] means can't be installed any more: Apple withdrew it."
        case .bsiNeedsBuild:
            "This Background Security Improvement fits another build[, {build}], which can't be installed either"
                + "[; the device runs {installed}[ with build {installedBuild}]]."
        case .noPlan: "No plan covers this device[, although {target} is there for it][; it runs {installed}]."
        case .noticeTooShort:
            "The plan's deadline[, {deadline} local time,|] leaves less than the minimum notice, so \(update) is not "
                + "offered."
        case .rejected: "The device has refused the declaration for \(update)[ and says: {refusal}]."
        case .blocked: "Installing \(update) has failed\(times) and goes on failing\(words)."

        case .deviceOffline: "The device may be switched off, asleep or without network."
        case .pushRefused: "The push service did not take the newest push, so the device can't be woken."
        case .userDecides: "Until the deadline the user decides when to install."
        case .bootstrapTokenMissing:
            "The Mac has not escrowed its bootstrap token, so somebody has to enter a password to install."
        case .failureReported:
            "The device reported [<failureCount|one failed attempt|several failed attempts>|a failed attempt]"
                + "[: {failureReason}]."
        case .declarationRefused: "The device judged the declaration and would not take it[: {refusal}]."
        case .reportUnapplied: "A report of the device was kept but could not be understood."
        case .targetMissing:
            "The release was missing from Apple's list, or had expired, when the list was last read."
        case .declarationMissing: "The device has reported what it holds, and the declaration is not among it."
        case .cannotRecall: "The device was installing it already, and that can't be called back."
        case .feedStale: "Apple's list has not been read successfully for a while, so a newer release may be out."
        case .stalled: "Nothing new has been heard of the update for a long time."
        case .lowDisk: "The device has little free space."
        case .lowPower: "The device's battery is low, and it may wait for power."
        case .noNetwork: "The device may be without a network that it can download over."
        case .passcodeNeeded: "The device has a passcode, so it may need its user to enter it."
        case .passcodeNotEntered: "The passcode was not entered, or the authorisation has expired."
        case .userAgreed: "The user has agreed to install tonight."
        case .bootstrapTokenRefused: "The Mac may not use its bootstrap token, or its authorisation failed."
        case .otherPlan: "Plans differ for this device, and the one that comes first counts."

        case .applianceCurrent, .upgradePlanned, .inventoryUnread, .turnNotCome, .soaking, .healthUnread,
            .backupMissing, .backupStale, .exportMissing, .notStaged, .windowShut, .windowTooShort, .hopReady,
            .hopInstalling, .hopUnanswered, .hopVerifying, .restoring, .noUpgrade, .noGraph, .allPaused,
            .upgradePaused, .changedByOthers, .unknownInventory, .noPath, .packageBlocked, .packageGone, .turnNotSet,
            .contractMissing, .approvalMissing, .approvalLapsed, .testRunMissing, .testRunUnprovable, .healthBad,
            .backupFailed, .backupUnverified, .exportFailed, .exportKeyless, .digestMismatch, .noWindow,
            .checkpointOpen, .hopFailed, .applianceFrozen, .callAtWork, .installNotBegun, .stageFailed, .overrun:
            appliance(reason)
        }
    }
}
