import Glibc
import RatchetCore

extension Benchmark {
    /// The same work for fleets of very different size.
    static let growth = Growth.sizes.map { size in
        Benchmark(name: Growth.name(size), unit: "device", units: size, runs: size < 100_000 ? 15 : 5) {
            let sample = try SampleFleet()
            let (fleet, table) = try sample.facts(size)
            return {
                let groups = FleetGroups(fleet)
                return devicesWithTarget(groups.groups, table, sample)
            }
        }
    }
}

/// How the time grows with the fleet: the slope of the line through the points on paper with logarithmic scales. 1 is as
/// fast as the fleet, 2 as its square.
enum Growth {
    static let sizes = [1000, 10_000, 100_000, 1_000_000]

    static func name(_ size: Int) -> String { "plan a fleet of \(size)" }

    /// By least squares; nil for fewer than two points.
    static func slope(_ points: [(size: Int, time: Duration)]) -> Double? {
        guard points.count > 1 else { return nil }
        let logarithms = points.map { (x: log(Double($0.size)), y: log($0.time.microseconds)) }
        let count = Double(points.count)
        let meanX = logarithms.reduce(0) { $0 + $1.x } / count
        let meanY = logarithms.reduce(0) { $0 + $1.y } / count
        let above = logarithms.reduce(0) { $0 + ($1.x - meanX) * ($1.y - meanY) }
        let below = logarithms.reduce(0) { $0 + ($1.x - meanX) * ($1.x - meanX) }
        return above / below
    }
}
