/// Something to measure.
struct Benchmark: Sendable {
    let name: String
    /// What one of the things is called that are done: `device`, `report`.
    let unit: String
    /// How many are done in one run.
    let units: Int
    /// How often it is run; one more run before them warms up and does not count.
    var runs = 15
    /// Prepares, and gives back what is measured. That returns a number which follows from all of its work, so that none
    /// of it can be left out, and which is printed, so that a reader sees what was done.
    let prepare: @Sendable () async throws -> () async throws -> Int
}

extension Benchmark {
    /// What measuring costs by itself.
    static let nothing = Benchmark(name: "nothing", unit: "run", units: 1) { { 0 } }

    static let all = fleet + growth + messages + identity + stores + pushes + graphs + paths + verdicts
}
