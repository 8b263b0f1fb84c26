import Foundation

/// The bounded queue between callers, who wait without a thread, and an engine's own threads, which may block.
///
/// First come, first served. A caller that is cancelled while its work waits is let go at once; work that was taken is
/// no longer the caller's to stop.
///
/// Unchecked: every stored variable is touched only while `condition` is locked.
package final class WorkQueue: @unchecked Sendable {
    /// How much may wait.
    package struct Limits: Sendable {
        let count: Int
        let weight: Int

        /// At most so many pieces of work, which together hold on to so many bytes.
        package init(count: Int, weight: Int) {
            self.count = count
            self.weight = weight
        }

        /// 4,096 pieces of work, 64 MiB.
        package static let standard = Limits(count: 4096, weight: 64 << 20)
    }

    private let limits: Limits
    private let condition = NSCondition()
    private var waiting: [(id: UInt64, item: any WorkItem)] = []
    private var weight = 0
    private var nextID: UInt64 = 0
    private var isClosed = false

    /// Makes an empty queue.
    package init(limits: Limits = .standard) {
        self.limits = limits
    }

    /// How many pieces of work wait to be taken.
    package var count: Int { condition.withLock { waiting.count } }

    /// Queues a unit of work and waits for its outcome.
    package func submit<Outcome: Sendable>(
        weight: Int, access: WorkAccess, _ body: @escaping @Sendable (inout StoreTransaction) throws -> Outcome
    ) async throws -> Outcome {
        let id = condition.withLock { () -> UInt64 in
            nextID += 1
            return nextID
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let item = Work(weight: max(0, weight), access: access, continuation: continuation, body: body)
                if let refusal = add(item, id) { item.refuse(refusal) }
            }
        } onCancel: {
            cancel(id)
        }
    }

    /// Waits for work and takes up to `limit` pieces, in order. Nil when the queue is closed and empty.
    ///
    /// - Parameter takers: how many share what waits; at least one. Each takes its share, so that none goes without.
    package func take(_ limit: Int, among takers: Int = 1) -> [any WorkItem]? {
        condition.withLock {
            while waiting.isEmpty {
                if isClosed { return nil }
                condition.wait()
            }
            let taken = waiting.prefix(min(limit, (waiting.count + takers - 1) / takers)).map(\.item)
            waiting.removeFirst(taken.count)
            weight -= taken.reduce(0) { $0 + $1.weight }
            return taken
        }
    }

    /// Accepts no more work. What waits is still taken.
    package func close() {
        condition.withLock {
            isClosed = true
            condition.broadcast()
        }
    }

    private func add(_ item: any WorkItem, _ id: UInt64) -> (any Error)? {
        condition.withLock {
            // Cancelled before it was queued: the handler has run already and found nothing, or will find it here.
            if Task.isCancelled { return CancellationError() }
            if isClosed { return StoreError.unavailable("the store is closed") }
            if waiting.count >= limits.count { return StoreError.busy("\(waiting.count) units of work wait") }
            if item.weight > limits.weight - weight { return StoreError.busy("\(weight) bytes of work wait") }
            waiting.append((id, item))
            weight += item.weight
            condition.signal()
            return nil
        }
    }

    private func cancel(_ id: UInt64) {
        let item = condition.withLock { () -> (any WorkItem)? in
            guard let index = waiting.firstIndex(where: { $0.id == id }) else { return nil }
            let item = waiting.remove(at: index).item
            weight -= item.weight
            return item
        }
        item?.refuse(CancellationError())
    }
}

extension NSCondition {
    fileprivate func withLock<R>(_ body: () -> R) -> R {
        lock()
        defer { unlock() }
        return body()
    }
}
