import Synchronization

/// Lets at most a given number of requests through at once; the others wait in the order they came.
final class RequestGate: Sendable {
    private struct State {
        var free: Int
        /// Those before `first` have gone through; they are dropped now and then, so that leaving costs the same however many
        /// wait.
        var waiting: [CheckedContinuation<Void, Never>?] = []
        var first = 0

        mutating func next() -> CheckedContinuation<Void, Never>? {
            guard first < waiting.count else {
                free += 1
                return nil
            }
            defer {
                waiting[first] = nil
                first += 1
                if first * 2 > waiting.count {
                    waiting.removeFirst(first)
                    first = 0
                }
            }
            return waiting[first]
        }
    }

    private let state: Mutex<State>

    init(limit: Int) {
        state = Mutex(State(free: max(1, limit)))
    }

    func enter() async {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                guard state.free > 0 else {
                    state.waiting.append(continuation)
                    return false
                }
                state.free -= 1
                return true
            }
            if isFree { continuation.resume() }
        }
    }

    func leave() {
        state.withLock { $0.next() }?.resume()
    }
}
