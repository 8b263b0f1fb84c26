public import Ports
public import RatchetCore
public import Storage

/// What a step needs besides its transaction. Nothing here does I/O inside a step.
public struct StepContext: Sendable {
    /// The one moment at which the whole step happens.
    public let now: Instant
    public let ids: any IDSource
    /// For secrets, and for what is to be spread in time.
    public let random: any RandomSource
    public let secrets: any SecretBox
    /// Signs profiles; nil where no signing identity is set.
    public let signer: (any ProfileSigner)?
    public let settings: Settings
    /// Who is asking. A step about a device trusts nobody else's word.
    public let caller: DeviceCaller
    let caches: StepCaches
    /// For whom the step runs, as the audit log names them.
    public let actor: AuditActor

    public init(
        now: Instant, ids: any IDSource, random: any RandomSource, secrets: any SecretBox,
        signer: (any ProfileSigner)? = nil, settings: Settings,
        caller: DeviceCaller = .service, caches: StepCaches, actor: AuditActor = .service
    ) {
        (self.now, self.ids, self.random, self.secrets) = (now, ids, random, secrets)
        (self.signer, self.settings, self.caller) = (signer, settings, caller)
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
