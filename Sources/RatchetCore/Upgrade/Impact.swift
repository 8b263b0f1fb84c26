/// What a hop costs the people who work with the appliance; shown before it is approved (G4).
public struct Impact: Sendable, Equatable {
    /// How long the site is unavailable, restart and verification included.
    public let unavailable: Duration
    public let restarts: Bool
    /// Sessions that are closed, as of the newest reading; nil where the appliance does not say.
    public let sessionsClosed: Int?
    /// People who are disconnected.
    public let usersDisconnected: Int?
    /// Whether clients have to follow.
    public let clientsFollow: Bool

    public init(of hop: PlannedHop, on appliance: ApplianceFacts, _ policy: UpgradePolicy) {
        unavailable = HopEstimate(hop, on: appliance, policy).unavailable
        restarts = hop.restarts
        sessionsClosed = appliance.health.good?.value.sessionsOpen
        usersDisconnected = appliance.health.good?.value.usersLoggedIn
        clientsFollow = hop.affectsClients
    }
}
