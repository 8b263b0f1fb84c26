import Storage
import Synchronization

/// Tells workers that there may be work for them. A hint only: workers look by themselves too.
public final class WorkSignals: Sendable {
    private let bells = Mutex<[String: Doorbell]>([:])

    public init() {}

    func wake(_ kinds: Set<String>) {
        for kind in kinds { bell(for: kind).ring() }
    }

    /// Rings for what another server announced, where somebody waits for it: a kind that nobody here knows makes no bell.
    func hear(_ announcement: Announcement) {
        let heard = bells.withLock { bells in
            switch announcement {
            case .news(let kinds): bells.filter { kinds.contains($0.key) }.map(\.value)
            case .gap: Array(bells.values)
            }
        }
        for bell in heard { bell.ring() }
    }

    /// The bell of one kind of work; one worker waits at it.
    func bell(for kind: String) -> Doorbell {
        bells.withLock { bells in
            if let bell = bells[kind] { return bell }
            let bell = Doorbell()
            bells[kind] = bell
            return bell
        }
    }
}

/// Wakes one waiter. A ring that nobody waits for is kept, and several are one.
final class Doorbell: Sendable {
    private struct State {
        var hasRung = false
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    func ring() {
        let waiter = state.withLock { state in
            let waiter = state.waiter
            state.waiter = nil
            state.hasRung = waiter == nil
            return waiter
        }
        waiter?.resume()
    }

    /// Until somebody rings, the time is over, or the task is cancelled.
    func wait(atMost limit: Duration) async {
        let alarm = Task {
            do {
                try await Task.sleep(for: limit)
                ring()
            } catch {
                // Somebody rang before.
            }
        }
        defer { alarm.cancel() }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    let hasRung = state.hasRung
                    state.hasRung = false
                    if !hasRung { state.waiter = continuation }
                    return hasRung
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            ring()
        }
    }
}
