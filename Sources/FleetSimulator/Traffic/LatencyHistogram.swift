/// How long many things took, in little memory: counts by size, eight for each doubling, so that a percentile is at most an
/// eighth too high. It is never more than the longest that was seen.
package struct LatencyHistogram: Equatable, Sendable {
    private static let perDoubling = 8
    /// In microseconds, far beyond whatever is measured: longer is counted as this.
    private static let mostMicroseconds: Int64 = 1 << 60

    /// By index, up to the largest that there was.
    private var buckets: [Int] = []

    package init() {}

    package private(set) var count = 0
    /// In microseconds.
    package private(set) var longest: Int64 = 0

    package mutating func note(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        let longest = LatencyHistogram.mostMicroseconds / 1_000_000
        let whole = min(max(seconds, 0), longest) * 1_000_000
        let microseconds = max(0, whole + attoseconds / 1_000_000_000_000)
        let index = LatencyHistogram.index(of: microseconds)
        if buckets.count <= index { buckets += Array(repeating: 0, count: index + 1 - buckets.count) }
        buckets[index] += 1
        count += 1
        self.longest = max(self.longest, microseconds)
    }

    /// What this share of them, 0 to 1, did not take longer than, in microseconds; 0 where there are none.
    package func percentile(_ share: Double) -> Int64 {
        let wanted = max(1, Int((share * Double(count)).rounded(.up)))
        var seen = 0
        for (index, bucket) in buckets.enumerated() {
            seen += bucket
            if seen >= wanted { return min(longest, LatencyHistogram.top(of: index)) }
        }
        return longest
    }

    package mutating func add(_ other: LatencyHistogram) {
        let missing = other.buckets.count - buckets.count
        if missing > 0 { buckets += Array(repeating: 0, count: missing) }
        for (index, bucket) in other.buckets.enumerated() { buckets[index] += bucket }
        count += other.count
        longest = max(longest, other.longest)
    }

    /// Up to 8 us each has its own bucket; from there on the doubling and its next three bits decide.
    private static func index(of microseconds: Int64) -> Int {
        let value = Int(microseconds)
        guard value >= perDoubling else { return value }
        let doubling = Int.bitWidth - 1 - value.leadingZeroBitCount
        let part = (value >> (doubling - 3)) & (perDoubling - 1)
        return (doubling - 2) * perDoubling + part
    }

    /// The largest value of a bucket.
    private static func top(of index: Int) -> Int64 {
        guard index >= perDoubling else { return Int64(index) }
        let (doubling, part) = (index / perDoubling + 2, index % perDoubling)
        return Int64((perDoubling + part + 1) << (doubling - 3)) - 1
    }
}
