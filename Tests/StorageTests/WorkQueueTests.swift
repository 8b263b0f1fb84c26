import Storage
import TestSupport
import Testing

@Suite struct WorkQueueTests {
    /// Queues work of each weight in a task of its own, one after the other.
    private func fill(_ queue: WorkQueue, _ weights: [Int]) async throws -> [Task<Void, any Error>] {
        var tasks: [Task<Void, any Error>] = []
        for weight in weights {
            let before = queue.count
            tasks.append(Task { try await queue.submit(weight: weight, access: .write) { _ in } })
            try await until { queue.count > before }
        }
        return tasks
    }

    /// Takes all and fails it.
    private func drain(_ queue: WorkQueue, _ tasks: [Task<Void, any Error>]) async {
        for item in queue.count > 0 ? queue.take(.max) ?? [] : [] {
            item.fail(.unavailable())
            item.deliver()
        }
        for task in tasks { _ = await task.result }
    }

    @Test func `work is taken in the order in which it came, no more than asked for`() async throws {
        let queue = WorkQueue()
        let tasks = try await fill(queue, [1, 2, 3])
        let first = try #require(queue.take(2))
        #expect(first.map(\.weight) == [1, 2])
        #expect(queue.count == 1)
        for item in first { item.deliver() }
        await drain(queue, tasks)
    }

    @Test func `one more than the limit is busy, at once`() async throws {
        let queue = WorkQueue(limits: .init(count: 2, weight: 1_000))
        let tasks = try await fill(queue, [1, 1])
        await #expect(throws: StoreError.busy()) { try await queue.submit(weight: 1, access: .write) { _ in } }
        await drain(queue, tasks)
    }

    @Test func `heavier than what is left is busy, and exactly as heavy is taken`() async throws {
        let queue = WorkQueue(limits: .init(count: 10, weight: 100))
        let tasks = try await fill(queue, [60])
        await #expect(throws: StoreError.busy()) { try await queue.submit(weight: 41, access: .write) { _ in } }
        await #expect(throws: StoreError.busy()) { try await queue.submit(weight: .max, access: .write) { _ in } }
        let more = try await fill(queue, [40])
        await drain(queue, tasks + more)
        try await drain(queue, fill(queue, [100]))
    }

    @Test func `work that is cancelled gives its room back`() async throws {
        let queue = WorkQueue(limits: .init(count: 1, weight: 100))
        for task in try await fill(queue, [100]) {
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
        }
        #expect(queue.count == 0)
        try await drain(queue, fill(queue, [100]))
    }

    @Test func `a negative weight counts as none`() async throws {
        let queue = WorkQueue(limits: .init(count: 10, weight: 0))
        try await drain(queue, fill(queue, [.min, -1]))
    }

    @Test func `a closed queue gives out what waits, then nothing, and accepts nothing`() async throws {
        let queue = WorkQueue()
        let tasks = try await fill(queue, [1])
        queue.close()
        await #expect(throws: StoreError.unavailable()) { try await queue.submit(weight: 1, access: .read) { _ in } }
        await drain(queue, tasks)
        #expect(queue.take(1) == nil)
    }

    @Test func `the limits of the design are 4,096 units of work and 64 MiB`() async throws {
        let queue = WorkQueue()
        try await drain(queue, fill(queue, [64 << 20]))
        await #expect(throws: StoreError.busy()) {
            try await queue.submit(weight: 64 << 20 + 1, access: .write) { _ in }
        }
    }
}
