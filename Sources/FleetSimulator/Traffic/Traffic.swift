/// What went over the wire between a fleet and its server, by kind of request. Pure: moments are arguments, in seconds since
/// whenever the traffic began.
struct Traffic: Equatable, Sendable {
    /// The rate of now is that of so many whole seconds.
    private static let window = 5

    private struct Line: Equatable {
        var times = LatencyHistogram()
        var failures: [RequestFailure: Int] = [:]
    }

    private var lines: [RequestKind: Line] = [:]
    /// How long requests waited for one of the connections.
    private var waits = LatencyHistogram()
    /// Requests by second, the newest ones only.
    private var recent: [(second: Int, requests: Int)] = []
    private var first: Double?

    static func == (left: Traffic, right: Traffic) -> Bool {
        left.lines == right.lines && left.waits == right.waits && left.first == right.first
    }

    /// One request has ended.
    ///
    /// - Parameters:
    ///   - waited: until there was a connection for it.
    ///   - took: from then until its answer was there, or it failed.
    mutating func note(
        _ kind: RequestKind, waited: Duration, took: Duration, failure: RequestFailure?, at moment: Double
    ) {
        waits.note(waited)
        lines[kind, default: Line()].times.note(took)
        if let failure { lines[kind, default: Line()].failures[failure, default: 0] += 1 }
        first = first ?? moment
        let second = Int(moment)
        if recent.last?.second == second {
            recent[recent.count - 1].requests += 1
        } else {
            recent.append((second, 1))
            recent.removeAll { $0.second < second - Traffic.window }
        }
    }

    func figures(at moment: Double) -> TrafficFigures {
        let rows = RequestKind.allCases.compactMap { kind in
            lines[kind].map { TrafficFigures.Row(kind.rawValue, $0.times, $0.failures) }
        }
        let all = lines.values.reduce(into: Line()) { sum, line in
            sum.times.add(line.times)
            sum.failures.merge(line.failures, uniquingKeysWith: +)
        }
        let second = Int(moment)
        let window = (second - Traffic.window)..<second
        let seconds = first.map { max(1, moment - $0) } ?? 1
        return TrafficFigures(
            rows: rows, all: TrafficFigures.Row("all", all.times, all.failures),
            waits: TrafficFigures.Row("wait for a connection", waits, [:]),
            rateNow: Double(recent.filter { window.contains($0.second) }.reduce(0) { $0 + $1.requests })
                / Double(Traffic.window),
            rateMean: Double(all.times.count) / seconds)
    }
}
