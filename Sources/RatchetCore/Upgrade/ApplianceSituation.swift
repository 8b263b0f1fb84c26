/// All that an appliance's verdict is made from; values only, gathered by whoever asks.
public struct ApplianceSituation: Sendable {
    public let appliance: ApplianceFacts
    /// Its newest upgrade; nil while it has had none.
    public let upgrade: Upgrade?
    /// What the gates say of the next hop, all of them in their order; empty where no upgrade is open.
    public let gates: [HopGateVerdict]
    public let newest: NewestReachable
    /// The oldest of its checkpoints that nobody has signed off.
    public let checkpoint: Checkpoint?

    public init(
        appliance: ApplianceFacts, upgrade: Upgrade?, gates: [HopGateVerdict], newest: NewestReachable,
        checkpoint: Checkpoint? = nil
    ) {
        (self.appliance, self.upgrade, self.gates) = (appliance, upgrade, gates)
        (self.newest, self.checkpoint) = (newest, checkpoint)
    }
}

/// The newest that the graph has for what an appliance runs.
public enum NewestReachable: Sendable, Equatable {
    /// No graph of its product was imported.
    case noGraph
    /// The graph does not know what it runs (P6).
    case unknownInventory
    case versions(InstalledVersions)
}
