/// The answer to "is it current?": one value for console, API and command line alike (design rule 10).
public struct Verdict: Sendable, Equatable {
    public enum Answer: String, Sendable, Equatable, CaseIterable {
        /// It is current.
        case yes
        /// It is not, and nothing has to change for it to become so.
        case notYet = "not-yet"
        /// It is not, and will not be, unless somebody acts.
        case no
    }

    public let answer: Answer
    public let reason: Reason
    /// When this became so, where that is known.
    public var since: Instant?
    public var evidence: [Evidence]
    public var next: Expectation?
    /// The likely causes, most likely first, each with its way out.
    public var causes: [Cause]
    /// Values for the sentence, by the names in braces there.
    public var details: [String: String]

    public init(
        _ answer: Answer, _ reason: Reason, since: Instant? = nil, evidence: [Evidence] = [], next: Expectation? = nil,
        causes: [Cause] = [], details: [String: String] = [:]
    ) {
        (self.answer, self.reason, self.since, self.evidence) = (answer, reason, since, evidence)
        (self.next, self.causes, self.details) = (next, causes, details)
    }
}

/// What should happen next, and by when at the latest.
public struct Expectation: Sendable, Equatable {
    /// A kebab-case word for the event, with a sentence in `Wording`.
    public enum Event: String, Sendable, Equatable, CaseIterable {
        case finishEnrolment = "finish-enrolment"
        case answerInventory = "answer-inventory"
        case finishSetup = "finish-setup"
        case fetchFeed = "fetch-feed"
        case offer
        case fetchDeclaration = "fetch-declaration"
        case reportDeclaration = "report-declaration"
        case startDownload = "start-download"
        case finishDownload = "finish-download"
        case install
        /// Somebody at the device has to enter a passcode or a password first.
        case authoriseInstall = "authorise-install"
        case reportNewVersion = "report-new-version"
        case retryInstall = "retry-install"
        case removeDeclaration = "remove-declaration"
        case newRelease = "new-release"
        case startUpgrade = "start-upgrade"
        case readInventory = "read-inventory"
        case readHealth = "read-health"
        case takeBackup = "take-backup"
        case exportCertificate = "export-certificate"
        case stagePackage = "stage-package"
        case turnComes = "turn-comes"
        case endSoak = "end-soak"
        case openWindow = "open-window"
        case beginHop = "begin-hop"
        case finishHop = "finish-hop"
        case verifyHop = "verify-hop"
        case finishRestore = "finish-restore"
        case endCall = "end-call"
    }

    public let event: Event
    /// UTC; where it depends on the device's zone, the last moment possible.
    public let by: Instant?
    /// The device's own wall clock, where that decides.
    public let byLocal: LocalDateTime?

    public init(_ event: Event, by: Instant? = nil, byLocal: LocalDateTime? = nil) {
        (self.event, self.by, self.byLocal) = (event, by, byLocal)
    }
}

/// A likely cause with what somebody can do about it.
public struct Cause: Sendable, Equatable {
    public let reason: Reason
    public let wayOut: WayOut
    public var evidence: [Evidence]
    /// Values for its sentences; nil where it speaks of what the verdict speaks of.
    public let details: [String: String]?

    public init(_ reason: Reason, _ wayOut: WayOut, evidence: [Evidence] = [], details: [String: String]? = nil) {
        (self.reason, self.wayOut, self.evidence, self.details) = (reason, wayOut, evidence, details)
    }
}

extension Verdict {
    /// What the sentences of one of its causes tell. Of a cause with values of its own none is borrowed but the appliance's name.
    public func details(of cause: Cause) -> [String: String] {
        guard var own = cause.details else { return details }
        own["appliance"] = details["appliance"]
        return own
    }
}

extension Verdict.Answer {
    /// Whether somebody should look at a device with this answer for this reason: it does not go on by itself, or has not for
    /// longer than it should take.
    public func needsALook(_ reason: Reason) -> Bool {
        self == .no || [.unreachable, .pastDue, .installingSilent, .failing].contains(reason)
    }
}
