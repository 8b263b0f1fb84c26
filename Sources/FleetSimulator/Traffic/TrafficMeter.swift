import Synchronization

/// Counts the traffic of a running fleet.
final class TrafficMeter: Sendable {
    private let traffic = Mutex(Traffic())
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant

    init() { start = clock.now }

    func note(_ kind: RequestKind, waited: Duration, took: Duration, failure: RequestFailure?) {
        let moment = seconds
        traffic.withLock { $0.note(kind, waited: waited, took: took, failure: failure, at: moment) }
    }

    var figures: TrafficFigures {
        let moment = seconds
        return traffic.withLock { $0 }.figures(at: moment)
    }

    private var seconds: Double { (clock.now - start) / .seconds(1) }
}

extension RequestFailure {
    /// Why no answer came, told by what the error says of itself: those of the client's lower layers have no public names.
    init(_ error: any Error) {
        let text = "\(error)"
        if text.contains("onnection refused") || text.contains("errno: 111") {
            self = .refused
        } else if text.contains("deadlineExceeded") || text.contains("imeout") {
            self = .timeout
        } else {
            self = .broken
        }
    }
}
