import RatchetCore

extension EnglishSentences {
    func sentence(for reason: Reason) -> String {
        switch reason {
        case .current, .enrolmentIncomplete, .inventoryPending, .awaitingConfiguration, .feedPending, .notInFeed:
            before(reason)
        case .planned, .offered, .delivered, .accepted, .waiting, .downloading, .prepared, .installing, .failing,
            .unreachable, .pastDue, .installingSilent, .satisfied, .withdrawn:
            underWay(reason)
        case .notEnrolled, .userEnrolment, .enforcementNotSupported, .notSupervised, .modelNotInFeed, .releaseExpired,
            .bsiNeedsBuild, .noPlan, .noticeTooShort, .rejected, .blocked:
            shut(reason)
        case .deviceOffline, .pushRefused, .userDecides, .bootstrapTokenMissing, .failureReported,
            .declarationRefused, .reportUnapplied, .targetMissing, .stalled, .bootstrapTokenRefused, .otherPlan:
            cause(reason)
        case .lowDisk, .lowPower, .noNetwork, .passcodeNeeded, .passcodeNotEntered, .userAgreed: condition(reason)
        }
    }

    private func before(_ reason: Reason) -> String {
        switch reason {
        case .enrolmentIncomplete: "The device has begun to enrol but has not sent its push address yet."
        case .inventoryPending:
            "Too little is known about the device to choose a release for it[: still to be told: {missing}]."
        case .awaitingConfiguration:
            "The device is still in Setup Assistant, and nothing is enforced before that has finished."
        case .feedPending: "Apple's list of releases has not been read yet, so no release can be chosen."
        case .notInFeed: "Apple's list has no release for this device that the plan[ ({rule})] could mean."
        default: "The device is current[: it runs {installed}]."
        }
    }

    private func underWay(_ reason: Reason) -> String {
        let update = "[{target}|the update]"
        let deadline = "[, to be installed by {deadline} local time]"
        switch reason {
        case .planned: return "\(update.capital) has been chosen for the device\(deadline), and is about to be offered."
        case .offered:
            return
                "\(update.capital) has been offered to the device\(deadline); it has not fetched the declaration yet."
        case .delivered:
            return "The device has fetched the declaration for \(update)\(deadline), and has not judged it yet."
        case .accepted: return "The device has accepted \(update)\(deadline), and has not begun to download it."
        case .waiting:
            return
                "The device waits for the right conditions, such as power and network, to download \(update)\(deadline)."
        case .downloading: return "The device is downloading \(update)\(deadline)."
        case .prepared:
            return "\(update.capital) is ready on the device. Its user may install it now"
                + "[; the device does it by itself at {deadline} local time]."
        case .installing: return "The device is installing \(update). It is silent while it restarts."
        case .failing:
            return "Installing \(update) has failed[ <failureCount|once|{failureCount} times>]"
                + "[; the device says: {failureReason}]. It tries again by itself."
        case .unreachable:
            return
                "\(update.capital) has been offered to the device\(deadline), but nothing has been heard of it since."
        case .pastDue:
            return "\(update.capital) is ready on the device, and its deadline has passed"
                + "[: {deadline} local time]; it has not been installed."
        case .installingSilent:
            return "The device began to install \(update) and has been silent for longer than that takes."
        case .satisfied:
            return "The device says that it runs \(update) or something newer; its version is being asked for."
        default: return "No plan wants \(update) for this device any more; its declaration is being taken away."
        }
    }

    private func shut(_ reason: Reason) -> String {
        switch reason {
        case .notEnrolled: "The device is not enrolled any more, so it can't be told anything."
        case .userEnrolment: "The device is enrolled by its user (user enrolment), and Apple enforces no updates there."
        case .enforcementNotSupported:
            "The device's system[, {installed},|] is too old to be told to update: it does not know the declaration."
        case .notSupervised: "The Mac is not supervised, and an unsupervised Mac can't be told to update."
        case .modelNotInFeed: "Apple's list has no release at all for this model."
        case .releaseExpired:
            "The release that the plan[ ({rule})] means can't be installed any more: Apple withdrew it."
        case .bsiNeedsBuild:
            "This Background Security Improvement fits another build[, {build}]"
                + "[; the device runs {installed}][ with build {installedBuild}], and that can't be installed either."
        case .noPlan:
            "No plan covers this device[, although {target} is there for it]"
                + "[; it runs {installed}]."
        case .noticeTooShort:
            "The plan's deadline[, {deadline} local time,|] leaves less than the minimum notice, "
                + "so [{target}|the update] is not offered."
        case .blocked:
            "Installing [{target}|the update] has failed[ <failureCount|once|{failureCount} times>] and goes on failing"
                + "[; the device says: {failureReason}]."
        default: "The device has refused the declaration for [{target}|the update][ and says: {refusal}]."
        }
    }

    private func cause(_ reason: Reason) -> String {
        switch reason {
        case .deviceOffline: "The device may be switched off, asleep or without network."
        case .pushRefused: "The push service refuses this device, so it can't be woken."
        case .userDecides: "Until the deadline the user decides when to install."
        case .bootstrapTokenMissing:
            "The Mac has not escrowed its bootstrap token, so somebody has to enter a password to install."
        case .failureReported:
            "The device reported [<failureCount|one failed attempt|several failed attempts>|a failed attempt]"
                + "[: {failureReason}]."
        case .targetMissing: "The release was missing from Apple's list when it was last read."
        case .stalled: "Nothing new has been heard of the update for a long time."
        case .bootstrapTokenRefused: "The Mac may not use its bootstrap token, or its authorisation failed."
        case .otherPlan: "Another plan comes first for this device."
        case .declarationRefused: "The device judged the declaration and would not take it[: {refusal}]."
        default: "A report of the device was kept but could not be understood."
        }
    }

    private func condition(_ reason: Reason) -> String {
        switch reason {
        case .lowDisk: "The device has little free space."
        case .lowPower: "The device's battery is low, and it may wait for power."
        case .noNetwork: "The device may be without a network that it can download over."
        case .passcodeNeeded: "The device has a passcode, so it may need its user to enter it."
        case .passcodeNotEntered: "The passcode was not entered, or the authorisation has expired."
        default: "The user has agreed to install tonight."
        }
    }
}

extension String {
    /// The template with its first word in capitals where it is one of ours.
    fileprivate var capital: String { replacing("|the update]", with: "|The update]") }
}
