/// How an appliance said that it is doing.
public struct ApplianceHealth: Sendable, Equatable {
    /// Alarms that it raises at the moment, in its own words; none when it is well.
    public var alarms: [String]
    /// Nil where it does not say.
    public var freeBytes: Int64?
    /// What an installation needs at least, where the appliance says so.
    public var neededBytes: Int64?
    /// Sessions that would be closed.
    public var sessionsOpen: Int?
    /// People who would be disconnected.
    public var usersLoggedIn: Int?
    /// When settings were last changed, where it says: a backup has to be newer (G1).
    public var configurationChangedAt: Instant?

    public init(
        alarms: [String] = [], freeBytes: Int64? = nil, neededBytes: Int64? = nil, sessionsOpen: Int? = nil,
        usersLoggedIn: Int? = nil, configurationChangedAt: Instant? = nil
    ) {
        (self.alarms, self.freeBytes, self.neededBytes) = (alarms, freeBytes, neededBytes)
        (self.sessionsOpen, self.usersLoggedIn) = (sessionsOpen, usersLoggedIn)
        self.configurationChangedAt = configurationChangedAt
    }
}
