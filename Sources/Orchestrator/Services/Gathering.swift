import Synchronization

/// Does for many callers at once what they ask for one by one: whoever comes while the last batch is being done waits for the
/// next, without a timer. The first of them does it for the others.
final class Gathering<Item: Sendable>: Sendable {
    private struct State {
        var waiting: [(item: Item, caller: CheckedContinuation<Void, Never>)] = []
        var isBusy = false
    }

    private let state = Mutex(State())
    private let perform: @Sendable ([Item]) async -> Void

    init(_ perform: @escaping @Sendable ([Item]) async -> Void) { self.perform = perform }

    /// How many wait for the next batch.
    var waiting: Int { state.withLock { $0.waiting.count } }

    /// Returns when a batch with the item has been done.
    func add(_ item: Item) async {
        await withCheckedContinuation { caller in
            let isFirst = state.withLock { state in
                state.waiting.append((item, caller))
                defer { state.isBusy = true }
                return !state.isBusy
            }
            if isFirst { Task { await self.work() } }
        }
    }

    private func work() async {
        while true {
            let batch = state.withLock { state in
                defer { state.waiting = [] }
                state.isBusy = !state.waiting.isEmpty
                return state.waiting
            }
            if batch.isEmpty { return }
            await perform(batch.map(\.item))
            for (_, caller) in batch { caller.resume() }
        }
    }
}
