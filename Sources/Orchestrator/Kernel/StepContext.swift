public import Ports
public import RatchetCore
public import Storage

/// What a step needs besides its transaction. Nothing here does I/O inside a step.
public struct StepContext: Sendable {
    /// The one moment at which the whole step happens.
    public let now: Instant
    public let ids: any IDSource
    public let tokens: any TokenSource
    public let secrets: any SecretBox
    /// Signs profiles; nil where no signing identity is set.
    public let signer: (any ProfileSigner)?
    /// For what is to be spread in time.
    public let chance: any ChanceSource
    public let settings: Settings
    /// Who is asking. A step about a device trusts nobody else's word.
    public let caller: DeviceCaller
    let caches: StepCaches
    /// For whom the step runs, as the audit log names them.
    public let actor: AuditActor

    public init(
        now: Instant, ids: any IDSource, tokens: any TokenSource, secrets: any SecretBox,
        chance: any ChanceSource = NoChance(), signer: (any ProfileSigner)? = nil, settings: Settings,
        caller: DeviceCaller = .service, caches: StepCaches, actor: AuditActor = .service
    ) {
        (self.now, self.ids, self.tokens, self.secrets) = (now, ids, tokens, secrets)
        (self.chance, self.signer, self.settings, self.caller) = (chance, signer, settings, caller)
        (self.caches, self.actor) = (caches, actor)
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
