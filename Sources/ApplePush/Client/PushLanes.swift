import NIOSSL
import Synchronization

/// The lanes in use, and those that are finishing what they have.
final class PushLanes: Sendable {
    private struct State {
        var tls: TLSConfiguration?
        var lanes: [PushLane] = []
        var retired: [PushLane] = []
    }

    private let state = Mutex(State())
    private let count: Int

    init(count: Int) { self.count = count }

    /// New connections for all requests from now on.
    func replace(tls: TLSConfiguration?) {
        let fresh = (0..<count).map { _ in PushLane(tls: tls) }
        state.withLock { state in
            for lane in state.lanes { lane.retire() }
            state.retired += state.lanes
            (state.tls, state.lanes) = (tls, fresh)
        }
    }

    /// A new connection in the place of one that the service is about to end.
    func renew(_ lane: PushLane) {
        state.withLock { state in
            guard let index = state.lanes.firstIndex(where: { $0 === lane }) else { return }
            lane.retire()
            state.retired.append(lane)
            state.lanes[index] = PushLane(tls: state.tls)
        }
    }

    /// The lane with the least to do, with one more request on it; nil where there is none.
    func enter() -> PushLane? {
        state.withLock { state in
            let free = state.lanes.min { ($0.underWay ?? .max) < ($1.underWay ?? .max) }
            guard let free, free.enter() else { return nil }
            return free
        }
    }

    /// Closes the retired lanes that have nothing to do any more.
    func sweep() async {
        var closed: [PushLane] = []
        for lane in state.withLock({ $0.retired }) where await lane.close() { closed.append(lane) }
        state.withLock { state in state.retired.removeAll { lane in closed.contains { $0 === lane } } }
    }

    func close() async {
        let all = state.withLock { state in
            defer { (state.lanes, state.retired) = ([], []) }
            return state.lanes + state.retired
        }
        for lane in all { _ = await lane.close(force: true) }
    }
}
