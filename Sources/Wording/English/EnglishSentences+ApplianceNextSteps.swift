import RatchetCore

extension EnglishSentences {
    /// What happens next to appliances.
    func appliance(_ event: Expectation.Event) -> String {
        let by = "[, at the latest at {by}]"
        let around = "[, around {by}]"
        return switch event {
        case .startUpgrade: "Next, somebody starts the upgrade."
        case .readInventory: "Next, Ratchet asks the appliance what it runs\(around)."
        case .readHealth: "Next, Ratchet asks the appliance how it is doing\(around)."
        case .takeBackup: "Next, Ratchet has a backup taken\(around)."
        case .exportCertificate: "Next, Ratchet has the certificate exported with its private key\(around)."
        case .stagePackage: "Next, Ratchet has the package staged\(around)."
        case .turnComes: "Next, its turn comes[ at {by}]."
        case .endSoak: "Next, the soak ends[ at {by}]."
        case .openWindow: "Next, a window opens that is long enough[: at {by}]."
        case .beginHop: "Next, Ratchet begins the hop\(around)."
        case .finishHop: "Next, the appliance finishes the installation\(by)."
        case .verifyHop: "Next, the appliance reports the new version and good health\(by)."
        case .finishRestore: "Next, the backup is back on the appliance\(by)."
        case .endCall: "Next, the earlier call ends; Ratchet notices it by itself."
        default: ""
        }
    }

    /// What somebody can do about appliances.
    func appliance(_ wayOut: WayOut) -> String {
        let name = "[{appliance}|NAME]"
        return switch wayOut {
        case .checkDriver:
            "See that the appliance can be reached and that its driver answers; `ratchet appliance snapshot \(name)` "
                + "asks it now."
        case .importGraph:
            "Get the release graph that fits from whoever keeps it, and import it: `ratchet package import FILE`."
        case .planUpgrade:
            "Plan one: `ratchet appliance plan \(name)`; with `--dry-run` it only shows hops, soaks and windows."
        case .startUpgrade: "Look at the path and the impact, then start it: `ratchet appliance start \(name)`."
        case .resumeUpgrade:
            "Look at the path with `ratchet appliance path \(name)`, then let it go on: `ratchet appliance resume "
                + "\(name)`."
        case .resumeAll: "When the cause is gone, let everything go on: `ratchet appliance resume --all --reason TEXT`."
        case .takeSnapshot:
            "Take a snapshot of what the appliance says of itself: `ratchet appliance snapshot \(name)`; its vendor "
                + "can tell from it which way is right."
        case .choosePath:
            "Find the way anew, where the release graph has another by now: `ratchet appliance resume \(name)`. What can be "
                + "reached, and why not more, says `ratchet appliance path \(name)`; for another target, cancel the upgrade "
                + "and plan again."
        case .setTurn: "Set the day of its turn, or another one: `ratchet calendar turn \(name) --on DATE`."
        case .renewContract:
            "Have the maintenance contract renewed, and enter it: `ratchet calendar contract \(name) --until DATE`."
        case .approveUpgrade:
            "Let somebody else than its planner look at path and impact with `ratchet appliance show \(name)` and "
                + "approve them: `ratchet appliance approve \(name)`."
        case .runTest:
            "Take a test appliance along the same packages first, or set the test run aside with a reason: `ratchet "
                + "appliance waive \(name) G5 --reason TEXT`."
        case .addDigest:
            "Write the package's SHA-256 digest into the release graph, and import it again: `ratchet package import "
                + "FILE`."
        case .waitForSoak:
            "Nothing has to be done: it goes on by itself when the soak has ended. Cutting it short takes a reason, "
                + "which is kept in the audit log: `ratchet appliance waive \(name) S1 --reason TEXT`."
        case .repairAppliance:
            "Put right what the appliance complains of; Ratchet asks again by itself, and `ratchet appliance snapshot "
                + "\(name)` asks now."
        case .takeBackup:
            "Ratchet takes one by itself before the hop. If that goes on failing, see that the driver can write "
                + "backups and read them again; `ratchet appliance show \(name)` has its words."
        case .exportOrWaive:
            "Ratchet exports it by itself before the hop. Where that is not possible, keep a copy off the appliance "
                + "and set the export aside with a reason: `ratchet appliance waive \(name) G2 --reason TEXT`."
        case .stageAgain:
            "Ratchet stages it by itself before the hop, and again now and then. A file that is not the right one must not "
                + "be installed: compare it and where it came from with what the vendor publishes. `ratchet appliance snapshot "
                + "\(name)` has it staged again now."
        case .waitForWindow: "Nothing has to be done: the hop begins in the next window that is long enough."
        case .changeCalendar:
            "Give the appliance's calendar a window that is long enough: `ratchet calendar import FILE`."
        case .signCheckpoint:
            "Do it by hand, then sign it off with a note: `ratchet checkpoint sign [{checkpoint}|ID] --note TEXT`; "
                + "`ratchet checkpoint list` has all that are open."
        case .waitForAppliance: "Leave the appliance alone: Ratchet watches it and goes on by itself."
        case .recoverHop:
            "See what failed with `ratchet appliance explain \(name)`. Then have the backup put back with `ratchet "
                + "appliance restore \(name) --reason TEXT`, try again with `ratchet appliance resume \(name)`, or "
                + "give it up with `ratchet appliance cancel \(name)`."
        // (D1)
        case .callVendor:
            "Do not restart this appliance. Call its vendor's support and have the support bundle at hand. Only when "
                + "they say that it is safe: `ratchet appliance unfreeze \(name) --reason TEXT`."
        case .endCall:
            "Leave it alone: Ratchet goes on by itself when it has ended. Ratchet never ends it; whoever is sure that it does "
                + "nothing more at the appliance ends it on the server[: process {process}]."
        case .repairDriver:
            "Put right what the driver's executable lacks. Ratchet tries again by itself, more and more seldom; `ratchet "
                + "appliance snapshot \(name)` has it tried now."
        default: ""
        }
    }
}
