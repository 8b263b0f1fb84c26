import RatchetCore

extension EnglishSentences {
    func sentence(for event: Expectation.Event) -> String {
        let by = "[, at the latest at {byLocal} on its own clock|, at the latest at {by}]"
        let around = "[, around {by}]"
        return switch event {
        case .finishEnrolment: "Next, it finishes its enrolment by itself."
        case .answerInventory: "Next, it answers what it was asked[; it is woken again at {by}]."
        case .finishSetup: "Next, its user or its administrator finishes Setup Assistant."
        case .fetchFeed: "Next, the list is fetched again."
        case .offer: "Next, the declaration is put into its manifest, and it is woken."
        case .fetchDeclaration: "Next, it fetches the declaration[; it is woken again at {by}]."
        case .reportDeclaration: "Next, it reports how it judges the declaration\(around)."
        case .startDownload: "Next, it looks for the update and begins the download\(around)."
        case .finishDownload: "Next, it finishes the download and prepares the update\(by)."
        case .install: "Next, it installs and restarts\(by)."
        case .authoriseInstall:
            "Next, somebody at the device enters its passcode or password, and it installs and restarts\(by)."
        case .reportNewVersion: "Next, it reports which version it runs\(around)."
        case .retryInstall: "Next, it tries again\(around)."
        case .removeDeclaration: "Next, it fetches its manifest without the declaration[; it is woken again at {by}]."
        case .newRelease: "When a release appears that is newer, it is offered."
        case .startUpgrade, .readInventory, .readHealth, .takeBackup, .exportCertificate, .stagePackage, .turnComes,
            .endSoak, .openWindow, .beginHop, .finishHop, .verifyHop, .finishRestore, .endCall:
            appliance(event)
        }
    }

    func sentence(for wayOut: WayOut) -> String {
        switch wayOut {
        case .waitForDevice: "Nothing has to be done: the device goes on by itself when it can."
        case .connectDevice: "See that the device is switched on and reaches the network; `ratchet sync` wakes it now."
        case .checkPush: "Check the push certificate and its topic; the device's next check-in brings a fresh address."
        case .askUser: "Ask the user to install it[ before {deadline} local time], or wait for the deadline."
        case .escrowBootstrapToken:
            "Let a user with a secure token log in on the Mac, which then escrows its bootstrap token."
        case .freeSpaceAndPower: "See that the device has free space, power and network; it tries again by itself."
        case .freeSpace: "Free some space on the device; it tries again by itself."
        case .connectPower: "Connect the device to power."
        case .connectNetwork: "Bring the device to a network that it may download over, such as Wi-Fi."
        case .enterPasscode: "Ask the user to enter the passcode when the device asks for it."
        case .waitForFeed:
            "Nothing has to be done: if it is missing again it is taken back by itself; `ratchet releases refresh` asks "
                + "now."
        case .reviewPlans: "Change the priority of the plans, or cancel one: `ratchet plan list`."
        case .reviewDeclaration: "Look at what the device says, then cancel the plan or make another for this device."
        case .enrolDevice: "Enrol the device with device enrolment or Automated Device Enrolment."
        case .superviseDevice:
            "Supervise the Mac: enrol it with Automated Device Enrolment, or let its user approve it."
        case .upgradeByHand:
            "Update the device by hand to iOS 17, macOS 14, tvOS 18.4, visionOS 26 or newer; where it is, let it report "
                + "what it knows again: `ratchet sync`."
        case .checkLookup: "Check the address of the lookup service and the network, then `ratchet releases refresh`."
        case .choosePlanVersion: "Make a plan for a version that is there: `ratchet releases` lists them."
        case .createPlan: "Make a plan that covers the device: `ratchet plan create`."
        case .moveDeadline:
            "Make a plan with a later deadline[: {earliest} or after], or one with --now and a reason."
        case .installBase:
            "Install the base release first[: build {build}], where it can be had; else make a plan without such "
                + "improvements (`--ignore-bsi`), or wait for the next release."
        case .upgradeServer: "Update Ratchet; the report is kept and is then read again."
        case .checkDriver, .importGraph, .planUpgrade, .startUpgrade, .resumeUpgrade, .resumeAll, .takeSnapshot,
            .choosePath, .setTurn, .renewContract, .approveUpgrade, .runTest, .addDigest, .waitForSoak,
            .repairAppliance, .takeBackup, .exportOrWaive, .stageAgain, .waitForWindow, .changeCalendar,
            .signCheckpoint, .waitForAppliance, .recoverHop, .callVendor, .endCall, .repairDriver:
            appliance(wayOut)
        }
    }
}
