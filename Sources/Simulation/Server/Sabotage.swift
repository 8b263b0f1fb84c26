/// One guard of the server disabled, to show that the simulation notices.
///
/// A saboteur sits at the seams: it changes rows before or after a step, the settings that a step gets, or the answer on
/// its way out. The server's own code knows nothing of it.
public enum Sabotage: String, Sendable, CaseIterable {
    /// Decisions are made for a device that runs something older.
    case plannerSeesAnOlderSystem = "planner-sees-an-older-system"
    /// Decisions are made for a model that takes more.
    case plannerSeesAnotherModel = "planner-sees-another-model"
    /// Nothing keeps a device from having two.
    case secondEnforcement = "second-enforcement"
    /// A push that was taken counts as an update that was made.
    case believesAPush = "believes-a-push"
    case answersReportsBeforeCommit = "answers-reports-before-commit"
    case answersSecretsBeforeCommit = "answers-secrets-before-commit"
    /// A declaration says something else for each device, under one token.
    case bytesChangeUnderTheirToken = "bytes-change-under-their-token"
    /// The DeclarationsToken depends on the device.
    case tokenTellsTheDevice = "token-tells-the-device"
    /// Fetches are served from what the device should have by now.
    case servesTheWanted = "serves-the-wanted"
    /// Now and then a listed declaration is not there.
    case answers404 = "answers-404"
    case ignoresNotice = "ignores-notice"
    case forgetsCancellations = "forgets-cancellations"
    case believesEveryFeed = "believes-every-feed"
    case oneMissIsGone = "one-miss-is-gone"
    /// There is no verdict without a catalog.
    case judgesWithoutCatalog = "judges-without-catalog"
    /// What is unknown of a device is guessed.
    case guessesInventory = "guesses-inventory"
    case answers401 = "answers-401"
    case brokenStep = "broken-step"
    case wrongContentType = "wrong-content-type"
    /// Nobody learns that there is another manifest.
    case neverTellsTokens = "never-tells-tokens"
    case neverCloses = "never-closes"
    /// Leases never end, and what was done is not let go.
    case neverLetsGo = "never-lets-go"
    case neverAsksInventory = "never-asks-inventory"

    /// The invariant that cannot hold any more.
    public var breaks: Invariant {
        switch self {
        case .plannerSeesAnOlderSystem, .plannerSeesAnotherModel: .fitsAndNewer
        case .secondEnforcement: .oneOpenEnforcement
        case .believesAPush: .doneHasProof
        case .answersReportsBeforeCommit: .reportsKept
        case .answersSecretsBeforeCommit: .secretsKept
        case .bytesChangeUnderTheirToken: .serverTokenFollowsBytes
        case .tokenTellsTheDevice: .declarationsTokenFollowsList
        case .servesTheWanted, .answers404: .servedFromAdvertised
        case .ignoresNotice: .noticeKept
        case .forgetsCancellations: .cancelledPlansEnd
        case .believesEveryFeed: .badFeedChangesNothing
        case .oneMissIsGone: .oneMissWithdrawsNothing
        case .judgesWithoutCatalog: .everyDeviceHasVerdict
        case .guessesInventory: .pendingIsNeverNo
        case .answers401: .neverUnenrolled
        case .brokenStep: .noInternalFault
        case .wrongContentType: .deviceSeesNoBreach
        case .neverTellsTokens: .manifestsFetched
        case .neverCloses: .enforcementsClose
        case .neverLetsGo: .outboxDrains
        case .neverAsksInventory: .devicesEndCurrent
        }
    }
}
