/// What a verdict is about, and with it each reason, way out and expected event: no word is used for both.
public enum Subject: Sendable, Equatable, CaseIterable {
    /// A device that Apple's protocols manage.
    case device
    /// A server appliance.
    case appliance
}

extension Reason {
    public var subject: Subject { applianceWaysOut == nil ? .device : .appliance }
}

extension WayOut {
    private static let ofAppliances = Set(Reason.allCases.compactMap(\.applianceWaysOut).joined())

    public var subject: Subject { WayOut.ofAppliances.contains(self) ? .appliance : .device }
}

extension Expectation.Event {
    public var subject: Subject {
        switch self {
        case .finishEnrolment, .answerInventory, .finishSetup, .fetchFeed, .offer, .fetchDeclaration,
            .reportDeclaration, .startDownload, .finishDownload, .install, .authoriseInstall, .reportNewVersion,
            .retryInstall, .removeDeclaration, .newRelease:
            .device
        case .startUpgrade, .readInventory, .readHealth, .takeBackup, .exportCertificate, .stagePackage, .turnComes,
            .endSoak, .openWindow, .beginHop, .finishHop, .verifyHop, .finishRestore, .endCall:
            .appliance
        }
    }
}
