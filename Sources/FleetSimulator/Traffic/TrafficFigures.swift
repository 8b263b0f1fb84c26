/// How many requests of each kind a fleet has sent, how long they took and what became of them.
public struct TrafficFigures: Codable, Equatable, Sendable {
    /// The figures of one kind; times in milliseconds, at most an eighth too high.
    public struct Row: Codable, Equatable, Sendable {
        public let kind: String
        public let count: Int
        public let p50: Double
        public let p95: Double
        public let p99: Double
        public let longest: Double
        /// By `timeout`, `refused`, `broken`, `5xx`, `4xx`.
        public let failures: [String: Int]

        init(_ kind: String, _ times: LatencyHistogram, _ failures: [RequestFailure: Int]) {
            func milliseconds(_ microseconds: Int64) -> Double { Double(microseconds) / 1_000 }
            (self.kind, count) = (kind, times.count)
            (p50, p95) = (milliseconds(times.percentile(0.5)), milliseconds(times.percentile(0.95)))
            (p99, longest) = (milliseconds(times.percentile(0.99)), milliseconds(times.longest))
            self.failures = Dictionary(uniqueKeysWithValues: failures.map { ($0.key.rawValue, $0.value) })
        }
    }

    /// Kinds that there were requests of.
    public let rows: [Row]
    public let all: Row
    /// How long requests waited until one of the shared connections was free for them; no part of the other times.
    public let waits: Row
    /// Requests a second, in the last few seconds.
    public let rateNow: Double
    /// Requests a second, since the first one.
    public let rateMean: Double

    /// Requests that came to nothing.
    public var failures: Int { all.failures.values.reduce(0, +) }
}
