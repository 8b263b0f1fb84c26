/// A database that does units of work.
///
/// A unit of work is one synchronous closure that loads, decides and writes. It has no effect but its rows, because it
/// may run more than once: an engine repeats it after a serialization failure, a deadlock or a connection lost before
/// the commit.
public protocol Store: Sendable {
    /// Does one unit of work; what it wrote is durable when this returns.
    ///
    /// When `work` throws, nothing of it remains and its error is thrown here. A caller that is cancelled before an
    /// engine has taken the work gets `CancellationError` and nothing happens; once taken, the work is done and its
    /// outcome returned.
    /// - Parameter weight: about how many bytes the closure holds on to while it waits, such as a report's body. The
    ///   queue is bounded by number and weight; beyond either this throws ``StoreError/busy(_:)`` at once.
    @discardableResult
    func perform<Outcome: Sendable>(
        weight: Int, _ work: @escaping @Sendable (inout StoreTransaction) throws -> Outcome
    ) async throws -> Outcome

    /// Reads from one snapshot. A statement that writes is refused with ``StoreError/unavailable(_:)``.
    func read<Outcome: Sendable>(
        _ work: @escaping @Sendable (inout StoreTransaction) throws -> Outcome
    ) async throws -> Outcome

    /// Lets the other servers on this database know, soon after it is called, that there is something new of these kinds.
    ///
    /// Called after the commit, never in a unit of work. It returns at once, and what several calls name within a moment is
    /// said once.
    func announce(_ kinds: Set<String>)

    /// Calls `ear` with what other servers announce, never with this store's own, until the store is closed.
    ///
    /// It is called on a thread of the engine's and must return soon.
    func listen(_ ear: @escaping @Sendable (Announcement) -> Void)

    /// Finishes the work that was accepted and closes all connections. Work that comes later throws
    /// ``StoreError/unavailable(_:)``. Closing twice is closing once.
    func close() async
}

extension Store {
    /// An engine that serves one server has nobody to tell.
    public func announce(_ kinds: Set<String>) {}

    /// An engine that serves one server hears nothing.
    public func listen(_ ear: @escaping @Sendable (Announcement) -> Void) {}

    /// Does one unit of work of ordinary weight (1 KiB); what it wrote is durable when this returns.
    @discardableResult
    public func perform<Outcome: Sendable>(
        _ work: @escaping @Sendable (inout StoreTransaction) throws -> Outcome
    ) async throws -> Outcome {
        try await perform(weight: 1024, work)
    }
}
