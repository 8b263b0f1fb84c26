/// Whether a unit of work may write.
package enum WorkAccess: Sendable {
    case write
    case read
}

/// How a unit of work goes about its savepoints.
package enum SavepointUse: Sendable {
    /// They are only assumed: almost none is ever gone back to, and each costs a round trip or copies of pages. A unit of work
    /// that fails after one is rolled back as a whole and run again.
    case assumed
    case made
}

/// A unit of work on its way through a queue, whatever its outcome's type.
package protocol WorkItem: AnyObject, Sendable {
    /// About how many bytes it holds on to.
    var weight: Int { get }
    var access: WorkAccess { get }

    /// Whether its last run, or ``fail(_:)``, left it with an error.
    var hasFailed: Bool { get }

    /// Whether it has failed, and its last run came to a savepoint that was only assumed: what is to come of it, a run that
    /// makes its savepoints will tell.
    var needsSavepoints: Bool { get }

    /// Runs the closure and keeps its outcome for ``deliver()``. It may run again; the last run counts.
    func run(on driver: any SQLDriver, savepoints: SavepointUse)

    /// Takes the place of an outcome that did not become durable.
    func fail(_ error: StoreError)

    /// Resumes the caller, once, with what is known.
    func deliver()

    /// Resumes the caller with an error of the queue's: the work was never taken.
    func refuse(_ error: any Error)
}

/// A unit of work and the caller that waits for it.
///
/// Unchecked: `outcome` is touched only by the thread that took the item, `continuation` is set before the item is
/// queued and used by whoever took it out; the queue's lock lies between.
final class Work<Outcome: Sendable>: WorkItem, @unchecked Sendable {
    let weight: Int
    let access: WorkAccess
    private let body: @Sendable (inout StoreTransaction) throws -> Outcome
    private let continuation: CheckedContinuation<Outcome, any Error>
    private var outcome: Result<Outcome, any Error>?
    private var hasAssumed = false

    init(
        weight: Int, access: WorkAccess, continuation: CheckedContinuation<Outcome, any Error>,
        body: @escaping @Sendable (inout StoreTransaction) throws -> Outcome
    ) {
        self.weight = weight
        self.access = access
        self.continuation = continuation
        self.body = body
    }

    var hasFailed: Bool {
        if case .failure = outcome { true } else { false }
    }

    var needsSavepoints: Bool { hasFailed && hasAssumed }

    func run(on driver: any SQLDriver, savepoints: SavepointUse) {
        hasAssumed = false
        outcome = Result { try UnitConnection.run(body, on: driver, savepoints) { self.hasAssumed = true } }
    }

    func fail(_ error: StoreError) {
        outcome = .failure(error)
    }

    func deliver() {
        continuation.resume(with: outcome ?? .failure(StoreError.unavailable("the work was not run")))
    }

    func refuse(_ error: any Error) {
        continuation.resume(throwing: error)
    }
}
