public import RatchetCore

/// What an operator can set about the orchestration. Every stored time is real; a demo only shortens these.
public struct Settings: Sendable, Equatable {
    /// Shown by devices as who manages them; 1 to 128 characters.
    public var organization: String
    /// The least time between the first offer to a device and its deadline.
    public var notice: MinimumNotice
    /// How long after a push that did not bring the device the next one follows: one entry for each, the last repeats.
    public var pushSchedule: [Duration]
    /// How long after a push that the service did not take the next one follows; APNs asks for at least 15 minutes.
    public var pushRetry: Duration
    /// How many pushes are sent in a second at most, so that a change for all devices does not bring all of them at once.
    public var pushesPerSecond: Int
    /// How often wanted and fetched manifests are compared.
    public var reconcileInterval: Duration
    /// How often the lookup service is asked; Apple asks for at most daily.
    public var lookupInterval: Duration
    /// How long each kind of silence may last, and how many failures are too many.
    public var limits: EnforcementLimits
    /// How long raw reports, answered commands and refusals are kept.
    public var reportRetention: Duration
    /// What upgrades of appliances keep to.
    public var upgrades: UpgradePolicy
    /// How devices come to this service, and who they are.
    public var enrolment: EnrolmentSettings

    public init(
        organization: String = "Ratchet", notice: MinimumNotice = .standard,
        pushSchedule: [Duration] = [.hours(4), .hours(12), .hours(24)], pushRetry: Duration = .minutes(15),
        pushesPerSecond: Int = 1000,
        reconcileInterval: Duration = .minutes(10),
        lookupInterval: Duration = .hours(24), reportRetention: Duration = .days(90),
        limits: EnforcementLimits = .standard, upgrades: UpgradePolicy = UpgradePolicy(),
        enrolment: EnrolmentSettings = EnrolmentSettings()
    ) {
        self.organization = organization
        self.notice = notice
        self.pushSchedule = pushSchedule
        self.pushRetry = pushRetry
        self.pushesPerSecond = pushesPerSecond
        self.reconcileInterval = reconcileInterval
        self.lookupInterval = lookupInterval
        self.reportRetention = reportRetention
        self.limits = limits
        self.upgrades = upgrades
        self.enrolment = enrolment
    }

    /// How long after the push number `attempts` (1 for the first) the next follows.
    public func pushDelay(after attempts: Int) -> Duration {
        guard let last = pushSchedule.last else { return .hours(24) }
        let index = max(attempts - 1, 0)
        return index < pushSchedule.count ? pushSchedule[index] : last
    }
}
