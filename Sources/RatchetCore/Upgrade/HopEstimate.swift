/// How long a hop will take on one appliance: what was measured there before what the graph says (G3).
public struct HopEstimate: Sendable, Equatable {
    /// Of the installation alone.
    public let installation: Duration
    /// What must be left of the window: installation, restart, verification, and a quarter of it all in reserve.
    public let needed: Duration
    /// Whether the appliance's own hops speak, not the graph.
    public let isMeasured: Bool
    /// Restart and verification included: how long the site is unavailable (G4).
    public let unavailable: Duration
    /// After how long an installation that nothing has proved done counts as failed (D1). What is shorter than the time between two
    /// questions nobody could see, so that it counts as that long.
    public let silenceLimit: Duration

    /// The same package's own duration where it was installed there before; else the graph's estimate, stretched as much as
    /// the appliance's slowest hop of that class was.
    public init(_ hop: PlannedHop, on appliance: ApplianceFacts, _ policy: UpgradePolicy) {
        let own = appliance.measured.last { $0.package == hop.package }?.took
        let stretch = appliance.measured.filter { $0.packageClass == hop.packageClass && $0.estimate > .zero }
            .map { $0.took / $0.estimate }.max()
        installation = own ?? stretch.map { hop.estimate * $0 } ?? hop.estimate
        isMeasured = own != nil || stretch != nil
        unavailable =
            installation + (hop.restarts ? policy.restartAllowance : .zero) + policy.verificationAllowance
        needed = unavailable * UpgradePolicy.reserve
        silenceLimit = max(installation, policy.pollInterval) * UpgradePolicy.silenceFactor
    }
}
