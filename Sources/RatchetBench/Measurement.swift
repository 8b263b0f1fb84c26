import CoreFoundation
import Glibc

/// What some runs of one benchmark took.
struct Measurement {
    struct Run {
        /// By the wall clock.
        let time: Duration
        /// Of the whole process, on all cores.
        let processor: Duration
    }

    let result: Int
    /// The quickest first.
    private let runs: [Run]

    init(_ benchmark: Benchmark) async throws {
        let work = try await benchmark.prepare()
        result = try await work()
        let clock = ContinuousClock()
        var runs: [Run] = []
        for _ in 0..<max(benchmark.runs, 1) {
            let before = Measurement.processorTime()
            let time = try await clock.measure { _ = try await work() }
            runs.append(Run(time: time, processor: Measurement.processorTime() - before))
        }
        self.runs = runs.sorted { $0.time < $1.time }
    }

    /// The least disturbed run: on a machine that is shared it says most.
    var best: Run { runs[0] }
    var median: Run { runs[runs.count / 2] }
    /// The least processor time of any run.
    var leastProcessor: Duration { runs.map(\.processor).min() ?? .zero }

    private static func processorTime() -> Duration {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
