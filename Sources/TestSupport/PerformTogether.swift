public import Storage

/// What a test does in a store.
public typealias UnitOfWork = @Sendable (inout StoreTransaction) throws -> Void

/// Holds the only thread of a store's with one unit of work while others queue, so that its engine takes those as one batch.
///
/// - Parameter waiting: how many units of work wait.
/// - Returns: what was thrown by each, in order; nil where it was nothing, or nothing of the store's.
public func performTogether(
    _ work: [UnitOfWork], on store: any Store, waiting: @escaping @Sendable () -> Int
) async throws -> [StoreError?] {
    let blocker = Blocker()
    async let held: Void = store.perform { _ in blocker.block() }
    try await until { blocker.isBlocking }
    var tasks: [Task<Void, any Error>] = []
    for (index, work) in work.enumerated() {
        tasks.append(Task { try await store.perform(work) })
        try await until { waiting() > index }
    }
    blocker.open()
    try await held
    var errors: [StoreError?] = []
    for task in tasks {
        guard case .failure(let error) = await task.result else {
            errors.append(nil)
            continue
        }
        errors.append(error as? StoreError)
    }
    return errors
}
