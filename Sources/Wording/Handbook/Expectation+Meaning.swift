public import RatchetCore

extension Expectation.Event {
    /// By when it is expected, for the reference; nil where nothing says so.
    public var byWhen: String? {
        switch self {
        case .finishEnrolment, .finishSetup, .fetchFeed, .newRelease, .startUpgrade, .endCall: nil
        case .answerInventory: "the next push"
        case .offer: "now"
        case .fetchDeclaration: "the next push, which wakes it again"
        case .reportDeclaration: "a day"
        case .startDownload: "a day: it scans about every 24 hours"
        case .finishDownload, .install, .authoriseInstall: "the deadline"
        case .reportNewVersion: "4 hours after the installation began, or the next push"
        case .retryInstall: "an hour of uptime"
        case .removeDeclaration: "the next push"

        case .readInventory, .readHealth: "the next time that it is asked, a minute by default"
        case .takeBackup, .exportCertificate, .stagePackage: "the window, from two hours before it on"
        case .turnComes: "the appliance's turn in the rollout calendar"
        case .endSoak: "24 hours after the last product hop, unless policy or a waiver says otherwise"
        case .openWindow: "the calendar's next window that is long enough"
        case .beginHop: "now"
        case .finishHop, .verifyHop: "three times the hop's estimate, after which it has failed (D1, D2)"
        case .finishRestore: "the driver's time limit"
        }
    }
}

extension ExpectedNotice.Kind {
    /// When it is expected, for the reference.
    public var when: String {
        switch self {
        case .daily: "from 14 days to 24 hours before the deadline"
        case .hourly: "in the last 24 hours"
        case .lastHour: "in the last hour"
        case .everyTenMinutes: "in the last half hour"
        case .restartCountdown: "in the last minute"
        }
    }
}
