import RatchetCore

extension EnglishSentences {
    /// What is said of appliances.
    func appliance(_ reason: Reason) -> String {
        let package = "[{package}|the next package]"
        let thePackage = "[Package {package}|The next package]"
        let runs = { (mark: String) in
            "[\(mark) it runs product {product}[ on base {base}]|\(mark) it runs base {base}]"
        }
        let why = "[: {why}]"
        let minutes = "{minutes} <minutes|minute|minutes>"
        return switch reason {
        case .applianceCurrent: "The appliance is current\(runs(":"))."

        case .upgradePlanned: "The upgrade[ to {target}] is planned, and begins when somebody starts it."
        case .inventoryUnread: "It is not known for certain what the appliance runs at present\(why)."
        case .turnNotCome:
            "\(thePackage) is a new major version, and this appliance's turn for it in the rollout calendar has not "
                + "come yet."
        case .soaking:
            "The appliance is soaking[ after version {version}]: its clients follow before the next product package is "
                + "installed."
        case .healthUnread: "It is not known how the appliance is doing at present\(why)."
        case .backupMissing: "No backup of the appliance is known, and no hop begins without one."
        case .backupStale:
            "The newest backup of the appliance is too old, or something has changed since it was taken; each hop "
                + "needs a fresh one."
        case .exportMissing: "No recent export of the appliance's certificate with its private key is known."
        case .notStaged: "\(thePackage) has not been staged on the appliance yet."
        case .windowShut: "The window is shut\(why)[; the next hop needs \(minutes)]."
        case .windowTooShort:
            "The window is open[ until {until}], but not for as long as the next hop needs[: \(minutes), reserve "
                + "included]."
        case .hopReady: "Every gate is open for \(package)."
        case .hopInstalling:
            "The appliance is installing [{package}|a package]. It may be silent meanwhile; leave it alone."
        case .hopUnanswered:
            "Whether [package {package}|the package] was installed is not known: the answer was lost[ ({why})]. It is "
                + "not installed again; what the appliance says that it runs decides."
        case .hopVerifying:
            "The installation of [{package}|the package] is being verified: it counts only when the appliance reports "
                + "the new version and good health."
        case .restoring: "The backup is being put back onto the appliance. Leave it alone meanwhile."
        case .callAtWork:
            "An earlier call[ to {verb}] is still at work, though nobody waits for its answer any more[: process "
                + "{process}][, in {folder}]. Nothing is begun beside it."

        case .noUpgrade: "No upgrade of this appliance is planned[, although {target} can be reached]\(runs(";"))."
        case .noGraph: "There is no release graph for this appliance[, {graph}], so no path can be found."
        case .allPaused: "Everything is paused[ by {who}]\(why). Nothing new begins on any appliance."
        case .upgradePaused: "The upgrade is paused[ by {who}]\(why)."
        case .changedByOthers:
            "The appliance's version was changed, and not by Ratchet\(why). The path has been computed anew, and a "
                + "person has to look at it."
        case .unknownInventory:
            "The appliance runs something other than what its path and its release graph know\(runs(":")). Nothing is "
                + "guessed, and nothing begins."
        case .noPath:
            "No path leads from what the appliance runs to what is wanted\(why)[; the nearest that can be reached is "
                + "{nearest}]."
        case .packageBlocked:
            "\(thePackage) is blocked, because something has to come before it[: {missing}][; first: {chain}]."
        case .packageGone: "\(thePackage) can't be installed any more\(why)."
        case .turnNotSet:
            "\(thePackage) is a new major version, and this appliance has no turn for it in the rollout calendar."
        case .contractMissing:
            "\(thePackage) is a new major version, and no maintenance contract is known to be valid on the day[; the "
                + "one on record: until {until}]."
        case .approvalMissing:
            "The path and its impact have to be approved by somebody else than [{who}, who planned it|its planner]."
        case .approvalLapsed:
            "The path has changed since [{who} approved it|it was approved], so it has to be approved again."
        case .testRunMissing:
            "No test appliance has yet installed the same packages from the same files in the same order[: {packages}]."
        case .testRunUnprovable:
            "The release graph has no SHA-256 digest for [{package}|a package of the path], so no test run can prove "
                + "that its file was the same."
        case .healthBad: "The appliance is not well[: {problems}]. No hop begins before it is."
        case .backupFailed: "The backup of the appliance has failed\(why)."
        case .backupUnverified:
            "The newest backup of the appliance was not proved whole by its checksum, so it is not relied upon."
        case .exportFailed: "The export of the appliance's certificate with its private key has failed\(why)."
        case .exportKeyless:
            "The appliance's certificate was exported without its private key, so that it could not be put back."
        case .digestMismatch:
            "The file of \(package) on the appliance is not the one that the release graph names[: its SHA-256 digest "
                + "is {found}, not {wanted}]."
        case .noWindow:
            "The appliance has no calendar, or none of its windows is long enough for the next hop[, which needs "
                + "\(minutes)]."
        case .checkpointOpen:
            "The driver can't do the next thing, so a person has to [{verb}|do it][ ({package})] and sign it off."
        case .hopFailed:
            "[Package {package}|The package] has failed\(why). [After the restoring it runs {restored}. ]The upgrade "
                + "has stopped, and nothing is tried again without a person."
        // (D1)
        case .applianceFrozen:
            "Do not restart this appliance. Its base package[ {package}] has failed\(why). Ratchet leaves it alone "
                + "until a person unfreezes it."
        case .installNotBegun:
            "The driver could not begin the installation of \(package)\(why). Nothing was done at the appliance."
        case .stageFailed: "The file of \(package) could not be staged\(why)."

        case .overrun:
            "The window has closed[ at {until}] over a hop that is under way. The hop is not interrupted, and nothing "
                + "new begins."
        default: ""
        }
    }

    func name(of verb: DriverVerb) -> String {
        switch verb {
        case .inventory: "read what the appliance runs"
        case .health: "look at how the appliance is doing"
        case .backup: "take a backup"
        case .exportCertificate: "export the certificate with its private key"
        case .stage: "stage the package"
        case .install: "install the package"
        case .restore: "put the backup back"
        case .supportBundle: "get the support bundle"
        }
    }
}
