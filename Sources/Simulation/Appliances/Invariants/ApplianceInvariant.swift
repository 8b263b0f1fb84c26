/// What must hold in the appliances' world, after every step or once the trouble is over. Each has a saboteur that disables its guard.
public enum ApplianceInvariant: String, Sendable, Equatable, CaseIterable {
    /// (P1) Each package of a path can be installed, by what its vendor says, on what the packages before it lead to.
    case pathInOrder = "path-in-order"
    /// (P5) A base package stands right before the product package that needs it.
    case baseRightBefore = "base-right-before"
    /// (P3) What the appliance greys out is never ordered, as far as what it said tells.
    case blockedNeverOrdered = "blocked-never-ordered"
    /// (D4) No package is ordered twice without a person in between.
    case neverTwice = "never-twice"
    /// (D4) No call that changes versions reaches an appliance twice.
    case calledOnce = "called-once"
    /// Nothing is installed beside an installation.
    case oneAtATime = "one-at-a-time"
    /// (D1) Nothing but reading reaches an appliance whose base hop failed, until a person unfreezes it.
    case frozenIsLeftAlone = "frozen-is-left-alone"
    /// (D2) Nothing is installed after a failed hop before a person lets it go on.
    case failureWaitsForAPerson = "failure-waits-for-a-person"
    /// (D3) A hop is verified only when the appliance ran its version after it began, and was well after that.
    case verifiedHasProof = "verified-has-proof"
    /// (S1, S7) Between two changes of the product lies the soak.
    case soakKept = "soak-kept"
    /// (G1) Whatever is installed, a backup was taken before that is fresh and newer than any change that was told.
    case backupFirst = "backup-first"
    /// (G2) And the certificate and its key were exported, or a person has set that aside.
    case exportFirst = "export-first"
    /// (G3) An installation begins in an open window that is long enough.
    case insideWindow = "inside-window"
    /// (G4) This very path was approved by somebody else than its planner, where policy asks.
    case secondPerson = "second-person"
    /// (G5) A test appliance went the same way before, or a person has set that aside.
    case testedFirst = "tested-first"
    /// (G6) A major product package comes in the appliance's turn, under a contract.
    case turnAndContract = "turn-and-contract"
    /// (G7) The appliance has just said that it is well.
    case healthFirst = "health-first"
    /// Nothing is begun while its upgrade or everything is paused.
    case pausedStartsNothing = "paused-starts-nothing"
    /// (G3) A hop that goes on when its window closes is told of.
    case overrunTold = "overrun-told"
    /// What people must know is mailed with what it is about: D1, D2, changes by others.
    case alarmsMailed = "alarms-mailed"
    /// Every appliance has a verdict, and every one that is not a yes has a way out or says what happens next.
    case everyApplianceHasVerdict = "every-appliance-has-verdict"
    /// The recorded hops are those that the appliance saw.
    case storyMatchesWitness = "story-matches-witness"
    /// No step fails inside.
    case noStepFails = "no-step-fails"
    // Once the trouble is over.
    case workIsDone = "work-is-done"
    /// Every appliance runs the newest that there is for it.
    case appliancesEndCurrent = "appliances-end-current"
}
