public import Ports
public import RatchetCore
public import Storage

/// What a step needs besides its transaction. Nothing here does I/O inside a step.
public struct StepContext: Sendable {
    /// The one moment at which the whole step happens.
    public let now: Instant
    public let ids: any IDSource
    public let secrets: any SecretBox
    /// For what is to be spread in time.
    public let chance: any ChanceSource
    public let settings: Settings
    let caches: StepCaches

    public init(
        now: Instant, ids: any IDSource, secrets: any SecretBox, chance: any ChanceSource = NoChance(),
        settings: Settings, caches: StepCaches
    ) {
        (self.now, self.ids, self.secrets, self.chance) = (now, ids, secrets, chance)
        (self.settings, self.caches) = (settings, caches)
    }

    /// The planner over the catalog as this transaction sees it.
    public func planner(_ store: inout StoreTransaction) throws -> Planner {
        Planner(catalog: try caches.catalogs.catalog(&store), notice: settings.notice)
    }

    /// The planner over the catalog of a revision that this transaction has just seen.
    func planner(at revision: Int64, _ store: inout StoreTransaction) throws -> Planner {
        Planner(catalog: try caches.catalogs.catalog(at: revision, &store), notice: settings.notice)
    }
}

/// What a step leaves to be done after its commit.
public struct StepOutcome<Reply: Sendable>: Sendable {
    public let reply: Reply
    /// The kinds of work that it put into the outbox, whose worker can start at once.
    public let wakes: Set<String>

    public init(_ reply: Reply, wakes: Set<String> = []) {
        (self.reply, self.wakes) = (reply, wakes)
    }
}
