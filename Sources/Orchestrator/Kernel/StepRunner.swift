public import Ports
public import RatchetCore
public import Storage

/// Runs steps: one unit of work each, then wakes whoever does what it left to be done, here and on other servers.
public struct StepRunner: Sendable {
    public let store: any Store
    public let clock: any WallClock
    public let ids: any IDSource
    public let random: any RandomSource
    public let secrets: any SecretBox
    public let signer: (any ProfileSigner)?
    public let settings: Settings
    public let signals: WorkSignals
    public let eventTail = EventTail()
    let caches = StepCaches()
    /// For whom it runs steps.
    public private(set) var actor = AuditActor.service

    public init(
        store: any Store, clock: any WallClock, ids: any IDSource, random: any RandomSource, secrets: any SecretBox,
        signer: (any ProfileSigner)? = nil, settings: Settings
    ) {
        (self.store, self.clock, self.ids, self.random) = (store, clock, ids, random)
        (self.secrets, self.signer) = (secrets, signer)
        (self.settings, signals) = (settings, WorkSignals())
        store.listen { [signals] announcement in signals.hear(announcement) }
    }

    /// The same for somebody else, whom the audit log names then.
    public func acting(as actor: AuditActor) -> StepRunner {
        var other = self
        other.actor = actor
        return other
    }

    /// Runs a step that may write; what it wrote is durable when this returns.
    ///
    /// - Parameters:
    ///   - weight: about how many bytes wait in the queue with it.
    ///   - caller: who asks for it.
    @discardableResult
    public func perform<Reply: Sendable>(
        weight: Int = 1024, for caller: DeviceCaller = .service,
        _ step: @escaping @Sendable (inout StoreTransaction, StepContext) throws -> StepOutcome<Reply>
    ) async throws -> Reply {
        let outcome = try await store.perform(weight: weight) { store in try step(&store, context(for: caller)) }
        signals.wake(outcome.wakes)
        store.announce(outcome.wakes)
        signals.bell(for: EventStreamService.bell).ring()
        return outcome.reply
    }

    /// Runs a step that only reads, on one snapshot.
    public func read<Reply: Sendable>(
        _ step: @escaping @Sendable (inout StoreTransaction, StepContext) throws -> Reply
    ) async throws -> Reply {
        try await store.read { store in try step(&store, context()) }
    }

    private func context(for caller: DeviceCaller = .service) -> StepContext {
        StepContext(
            now: clock.now(), ids: ids, random: random, secrets: secrets, signer: signer,
            settings: settings, caller: caller, caches: caches, actor: actor)
    }
}
