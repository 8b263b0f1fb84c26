import FleetSimulator
import RatchetCore

/// One guard of the appliances' half disabled, to show that the simulation notices.
public enum ApplianceSabotage: String, Sendable, CaseIterable {
    /// The graph knows of no prerequisite and no floor.
    case forgetsWhatComesFirst = "forgets-what-comes-first"
    /// A base package is installed as early as it can be.
    case basesComeEarly = "bases-come-early"
    /// What an appliance greys out is not heard.
    case installsWhatIsGreyed = "installs-what-is-greyed"
    /// A hop whose answer was lost is begun again.
    case beginsAgain = "begins-again"
    /// A call that may have been made is made.
    case callsAgain = "calls-again"
    /// That something is being installed is not heard, from the appliance or from its driver.
    case installsBeside = "installs-beside"
    case thawsByItself = "thaws-by-itself"
    case goesOnAfterFailure = "goes-on-after-failure"
    /// What an installer claims counts as what the appliance says.
    case believesInstallers = "believes-installers"
    case forgetsTheSoak = "forgets-the-soak"
    case believesAnyBackup = "believes-any-backup"
    case forgetsTheExport = "forgets-the-export"
    case ignoresWindows = "ignores-windows"
    case approvesByItself = "approves-by-itself"
    case skipsTheTest = "skips-the-test"
    case ignoresTurns = "ignores-turns"
    case hearsNoAlarm = "hears-no-alarm"
    case ignoresPauses = "ignores-pauses"
    case forgetsOverruns = "forgets-overruns"
    case mailsNothing = "mails-nothing"
    case givesNoWayOut = "gives-no-way-out"
    case tellsAnotherStory = "tells-another-story"
    case failingStep = "failing-step"
    case holdsForEver = "holds-for-ever"
    case neverReads = "never-reads"

    /// The invariant that cannot hold any more.
    public var breaks: ApplianceInvariant {
        switch self {
        case .forgetsWhatComesFirst: .pathInOrder
        case .basesComeEarly: .baseRightBefore
        case .installsWhatIsGreyed: .blockedNeverOrdered
        case .beginsAgain: .neverTwice
        case .callsAgain: .calledOnce
        case .installsBeside: .oneAtATime
        case .thawsByItself: .frozenIsLeftAlone
        case .goesOnAfterFailure: .failureWaitsForAPerson
        case .believesInstallers: .verifiedHasProof
        case .forgetsTheSoak: .soakKept
        case .believesAnyBackup: .backupFirst
        case .forgetsTheExport: .exportFirst
        case .ignoresWindows: .insideWindow
        case .approvesByItself: .secondPerson
        case .skipsTheTest: .testedFirst
        case .ignoresTurns: .turnAndContract
        case .hearsNoAlarm: .healthFirst
        case .ignoresPauses: .pausedStartsNothing
        case .forgetsOverruns: .overrunTold
        case .mailsNothing: .alarmsMailed
        case .givesNoWayOut: .everyApplianceHasVerdict
        case .tellsAnotherStory: .storyMatchesWitness
        case .failingStep: .noStepFails
        case .holdsForEver: .workIsDone
        case .neverReads: .appliancesEndCurrent
        }
    }
}

/// What makes a saboteur's work show soon.
extension ApplianceSabotage {
    /// What has to befall installations for it to show; nil for whatever comes.
    var favours: [HopTrouble]? {
        switch self {
        case .beginsAgain: [.orderLost, .crashesOld]
        case .installsBeside: [.slow]
        case .thawsByItself: [.failsDuring]
        case .goesOnAfterFailure, .mailsNothing: [.failsBefore]
        case .believesInstallers: [.lies]
        case .forgetsOverruns: [.slow, .lies]
        default: nil
        }
    }

    var odds: LandscapeOdds {
        var odds = LandscapeOdds()
        switch self {
        case .ignoresTurns: odds.major = 900
        case .installsBeside, .basesComeEarly, .thawsByItself: odds.base = 900
        case .installsWhatIsGreyed: (odds.base, odds.hidden) = (900, 900)
        default: break
        }
        return odds
    }

    /// How long the calm may last before somebody complains.
    var patience: Duration? { breaks == .appliancesEndCurrent ? .days(1) : nil }
}
