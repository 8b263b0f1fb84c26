import RatchetCore

extension Reason {
    /// What it means, for the reference; with the number of the procedure's rule that asks for it.
    var applianceMeaning: String {
        switch self {
        case .applianceCurrent: "The appliance runs what was wanted, or the newest that its release graph has for it."

        case .upgradePlanned: "The path is known. A person has to start the upgrade; nothing begins by itself."
        case .inventoryUnread:
            "The newest answer to what the appliance runs is too old for a hop to begin, or there is none (P6)."
        case .turnNotCome: "The next hop is a major product package, and the appliance's turn is still to come (G6)."
        case .soaking:
            "The soak after the last product hop, or after the adoption where that hop is unknown, has not ended (S1, S7)."
        case .healthUnread:
            "The newest answer to how the appliance is doing is too old for a hop to begin, or there is none (G7)."
        case .backupMissing: "Ratchet knows of no backup of the appliance (G1)."
        case .backupStale:
            "The newest backup is older than the limit, the last change of the configuration or the last hop (G1)."
        case .exportMissing:
            "No export of the certificate with its private key is known that is recent enough (G2). It can be waived."
        case .notStaged: "The next package's file has not been put onto the appliance yet."
        case .windowShut: "The calendar's next window that is long enough is still to come (G3)."
        case .windowTooShort:
            "What is left of the window is shorter than the estimate with restart, verification and reserve (G3)."
        case .hopReady: "Every gate of the next hop is open, and Ratchet begins it."
        case .hopInstalling: "The driver was told to install the package, once. A hop is never interrupted."
        case .hopUnanswered:
            "The driver's answer was lost, or the server ended while it waited. Nothing is installed again; what the "
                + "appliance reports decides (D4)."
        case .hopVerifying:
            "The installer claims success, which proves nothing: the reported version and good health do (D3)."
        case .restoring: "A person has the backup put back, once (D2)."
        case .callAtWork:
            "An earlier install or restore of the appliance is neither ended nor abandoned; nothing of the kind begins beside "
                + "it (D4). Ratchet ends nothing of the kind."

        case .noUpgrade: "There is something newer for the appliance, and nobody has planned an upgrade to it."
        case .noGraph: "No release graph of the appliance's product has been imported."
        case .allPaused: "One command has paused everything. A hop under way goes on; nothing new begins."
        case .upgradePaused: "A person has paused the upgrade. A hop under way goes on; nothing new begins."
        case .changedByOthers:
            "The versions changed without a hop of Ratchet's: the soak starts anew, the path is computed anew, and the "
                + "upgrade is paused."
        case .unknownInventory:
            "What the appliance runs is not in its release graph, or not what the path goes out from; nothing is "
                + "guessed (P6)."
        case .noPath: "No path leads to the target. The nearest version that can be reached is named (P7)."
        case .packageBlocked:
            "A prerequisite of the next package is missing, as the release graph or the appliance itself says (P3)."
        case .packageGone: "The next package was withdrawn or has left the release graph (P3)."
        case .turnNotSet: "The next hop is a major product package, and the appliance has no turn (G6)."
        case .contractMissing:
            "The next hop is a major product package, and no maintenance contract is valid on the day (G6)."
        case .approvalMissing:
            "Nobody but the planner has approved the path and its impact, and policy asks for a second person (G4)."
        case .approvalLapsed: "The hops still to do are not those that were approved (G4)."
        case .testRunMissing:
            "No test appliance has installed the hops still to do with the same digests and in the same order (G5). It "
                + "can be waived."
        case .testRunUnprovable:
            "A package of the path has no digest in the release graph, so no test run can prove it (G5). It can be waived."
        case .healthBad: "The appliance reports alarms, or too little free space (G7)."
        case .backupFailed: "The last try to take a backup failed; its words are in the details (G1)."
        case .backupUnverified: "The newest backup, read again, did not have its checksum (G1)."
        case .exportFailed: "The last try to export certificate and private key failed (G2). It can be waived."
        case .exportKeyless:
            "The certificate was exported without its private key, so that it could not be put back (G2). It can be waived."
        case .digestMismatch: "The staged file's SHA-256 digest is not the release graph's. It is not installed."
        case .noWindow: "No calendar, or none of its windows is ever long enough for the next hop (G3)."
        case .checkpointOpen:
            "The driver lacks a verb: a person does it and signs it off, and Ratchet verifies what it can."
        case .hopFailed: "A product or licence hop failed. Nothing goes on by itself; a person decides (D2)."
        case .applianceFrozen:
            "A base hop failed or was silent for three times its estimate. Nothing but reading and the support bundle is "
                + "asked of the appliance, it is never restarted, and only a person unfreezes it (D1)."
        case .installNotBegun:
            "The driver's executable could not be started, so that nothing was begun and nothing has failed at the appliance. "
                + "It is tried again, more and more seldom."
        case .stageFailed: "The last try to stage the next package's file failed; its words are in the details."

        // A cause only.
        case .overrun: "The window has closed over a hop that goes on: it alarms, and nothing new begins (G3)."
        default: ""
        }
    }
}
