/// What an operator can set about upgrades; the defaults are the procedure's.
public struct UpgradePolicy: Sendable, Equatable {
    /// How long after a product hop the next one may begin at the earliest (S1).
    public var soak: Duration
    /// How old a backup may be (G1).
    public var backupAge: Duration
    /// How old an export of the certificate and its key may be (G2).
    public var exportAge: Duration
    /// How old a reading of health or inventory may be for a hop to begin (G7).
    public var readingAge: Duration
    /// Whether production appliances need the approval of somebody other than who planned the upgrade (G4).
    public var needsSecondPerson: Bool
    /// What a restart is reckoned at, where a package asks for one (G3).
    public var restartAllowance: Duration
    /// What looking at the result is reckoned at (G3).
    public var verificationAllowance: Duration
    /// How often an appliance is asked what it runs while nothing happens.
    public var inventoryInterval: Duration
    /// How often it is asked during a hop whose answer is awaited, and how soon a failed question is asked again.
    public var pollInterval: Duration
    /// How long before a window what a hop needs (backup, export, staging) is begun.
    public var preparationLead: Duration

    /// 24 hours: less is an override that somebody answers for (S1).
    public static let standardSoak: Duration = .hours(24)
    /// A quarter more than the estimate has to fit into the window (G3).
    public static let reserve = 1.25
    /// A hop that has not ended after so many times its estimate has failed (D1).
    public static let silenceFactor = 3

    public init(
        soak: Duration = UpgradePolicy.standardSoak, backupAge: Duration = .hours(24),
        exportAge: Duration = .days(30), readingAge: Duration = .minutes(10), needsSecondPerson: Bool = true,
        restartAllowance: Duration = .minutes(5), verificationAllowance: Duration = .minutes(5),
        inventoryInterval: Duration = .minutes(15), pollInterval: Duration = .minutes(1),
        preparationLead: Duration = .hours(2)
    ) {
        (self.soak, self.backupAge, self.exportAge, self.readingAge) = (soak, backupAge, exportAge, readingAge)
        self.needsSecondPerson = needsSecondPerson
        (self.restartAllowance, self.verificationAllowance) = (restartAllowance, verificationAllowance)
        (self.inventoryInterval, self.pollInterval) = (inventoryInterval, pollInterval)
        self.preparationLead = preparationLead
    }

    /// How long nothing is tried after so many tries in vain, one after the other: the poll interval, twice as long each time, at most
    /// the inventory interval.
    func pause(afterTries tries: Int) -> Duration {
        let longest = max(inventoryInterval, pollInterval)
        return min(pollInterval * (1 << min(max(tries - 1, 0), 20)), longest)
    }
}
