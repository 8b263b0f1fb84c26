public import Ports
public import Storage

/// Runs steps: one unit of work each, then wakes whoever does what it left to be done, here and on other servers.
public struct StepRunner: Sendable {
    public let store: any Store
    public let clock: any WallClock
    public let ids: any IDSource
    public let secrets: any SecretBox
    public let chance: any ChanceSource
    public let settings: Settings
    public let signals: WorkSignals
    public let eventTail = EventTail()
    let caches = StepCaches()

    public init(
        store: any Store, clock: any WallClock, ids: any IDSource, secrets: any SecretBox,
        chance: any ChanceSource = NoChance(), settings: Settings
    ) {
        (self.store, self.clock, self.ids, self.secrets) = (store, clock, ids, secrets)
        (self.chance, self.settings, signals) = (chance, settings, WorkSignals())
        store.listen { [signals] announcement in signals.hear(announcement) }
    }

    /// Runs a step that may write; what it wrote is durable when this returns.
    ///
    /// - Parameter weight: about how many bytes wait in the queue with it.
    @discardableResult
    public func perform<Reply: Sendable>(
        weight: Int = 1024,
        _ step: @escaping @Sendable (inout StoreTransaction, StepContext) throws -> StepOutcome<Reply>
    ) async throws -> Reply {
        let outcome = try await store.perform(weight: weight) { store in try step(&store, context()) }
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

    private func context() -> StepContext {
        StepContext(
            now: clock.now(), ids: ids, secrets: secrets, chance: chance, settings: settings, caches: caches)
    }
}
