/// How many devices were done at what time: so many points that it can be drawn, however many devices there are.
public struct CompletionCurve: Sendable, Equatable {
    public struct Point: Sendable, Equatable {
        public let at: Instant
        /// Devices that were done by then.
        public let done: Int

        public init(at: Instant, done: Int) { (self.at, self.done) = (at, done) }
    }

    public let from: Instant
    public let until: Instant
    /// At equal distances, in order; the last is `until`. It never falls.
    public let points: [Point]

    /// Enough for a curve as wide as a terminal, few enough to be read.
    public static let mostPoints = 60

    /// - Parameters:
    ///   - times: when each device was done, in any order; those after `until` are not part of the curve.
    ///   - undated: devices that were done at a time that is not known: they count from the beginning.
    public init(times: [Instant], undated: Int = 0, from: Instant, until: Instant, most: Int = mostPoints) {
        let times = times.sorted()
        self.from = min(from, times.first ?? from)
        self.until = max(until, self.from)
        let span = self.until.since(self.from)
        // Points nearer than a second could not be told apart.
        let count = min(max(most, 1), Int(min(max(span.microseconds / 1_000_000, 1), Int64(Int32.max))))
        var (points, done) = ([Point](), 0)
        for index in 1...count {
            let passed = Duration.microseconds(span.microseconds / Int64(count) * Int64(index))
            let at = index == count ? self.until : self.from + passed
            while done < times.count, times[done] <= at { done += 1 }
            points.append(Point(at: at, done: undated + done))
        }
        self.points = points
    }
}
