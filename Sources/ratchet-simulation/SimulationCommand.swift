import Foundation
import Simulation

/// `ratchet-simulation --seeds 100 [--from 1]` or `ratchet-simulation --seed 7 [--sabotage NAME]`.
@main
struct SimulationCommand {
    static func main() async {
        do {
            let options = try Options(CommandLine.arguments.dropFirst())
            let isSound: Bool
            if let seed = options.seed {
                isSound = try replay(seed, options.sabotage)
            } else {
                isSound = try await all(options)
            }
            exit(isSound ? 0 : 1)
        } catch {
            FileHandle.standardError.write(Data("ratchet-simulation: \(error)\n".utf8))
            exit(2)
        }
    }

    /// One seed, with everything that happens.
    private static func replay(_ seed: UInt64, _ sabotage: Sabotage?) throws -> Bool {
        let run = try Simulation.run(seed: seed, sabotage: sabotage)
        for line in run.timeline { print(line) }
        print("seed \(seed): \(run.steps) steps, \(run.crashes) crashes")
        if let violation = run.violation { print("VIOLATED \(violation)") }
        return run.violation == nil
    }

    /// Many seeds, each in one thread, as many at once as there are processors.
    private static func all(_ options: Options) async throws -> Bool {
        let began = ContinuousClock.now
        var summary = Summary(total: options.seeds.count)
        try await withThrowingTaskGroup(of: SimulationRun.self) { group in
            var waiting = options.seeds.makeIterator()
            for _ in 0..<max(ProcessInfo.processInfo.activeProcessorCount, 1) {
                if let seed = waiting.next() { group.addTask { try Simulation.run(seed: seed) } }
            }
            while let run = try await group.next() {
                if let seed = waiting.next() { group.addTask { try Simulation.run(seed: seed) } }
                summary.add(run)
            }
        }
        summary.print(after: ContinuousClock.now - began)
        return summary.isSound
    }
}

/// What many seeds came to.
private struct Summary {
    let total: Int
    private var (done, steps, crashes) = (0, 0, 0)
    private var violated: [SimulationRun] = []

    init(total: Int) { self.total = total }

    var isSound: Bool { violated.isEmpty }

    mutating func add(_ run: SimulationRun) {
        (done, steps, crashes) = (done + 1, steps + run.steps, crashes + run.crashes)
        if run.violation != nil { violated.append(run) }
        if done % max(total / 10, 1) == 0 || done == total {
            Swift.print("\(done) of \(total) seeds, \(violated.count) violated")
            fflush(nil)
        }
    }

    /// The failing seed with the shortest story is told; the others are named.
    func print(after time: Duration) {
        for run in violated.sorted(by: { $0.timeline.count < $1.timeline.count }).prefix(1) {
            Swift.print("\nseed \(run.seed):")
            for line in run.timeline { Swift.print(line) }
        }
        if !violated.isEmpty { Swift.print("") }
        for run in violated.sorted(by: { $0.seed < $1.seed }) {
            Swift.print("VIOLATED seed \(run.seed): \(run.violation?.description ?? "")")
            Swift.print("  replay: make simulate SEED=\(run.seed)")
        }
        let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
        let rate = String(format: "%.1f", Double(done) / max(seconds, 0.001))
        Swift.print(
            "\(done) seeds, \(steps) steps, \(crashes) crashes in \(Int(seconds)) s (\(rate) seeds/s): "
                + (isSound ? "every invariant held" : "\(violated.count) violated"))
    }
}

/// What was asked for.
private struct Options {
    var seed: UInt64?
    var seeds: ClosedRange<UInt64> = 1...100
    var sabotage: Sabotage?

    init(_ arguments: ArraySlice<String>) throws {
        var (count, first): (UInt64, UInt64) = (100, 1)
        var rest = Array(arguments)
        while !rest.isEmpty {
            let option = rest.removeFirst()
            guard !rest.isEmpty else { throw Usage(text: "\(option) needs a value") }
            let value = rest.removeFirst()
            switch option {
            case "--seed": seed = try Options.number(value, option)
            case "--seeds": count = try Options.number(value, option)
            case "--from": first = try Options.number(value, option)
            case "--sabotage":
                guard let named = Sabotage(rawValue: value) else {
                    throw Usage(
                        text: "--sabotage is one of \(Sabotage.allCases.map(\.rawValue).joined(separator: ", "))")
                }
                sabotage = named
            default: throw Usage(text: "\(option) is unknown; it is --seeds N, --from N, --seed N or --sabotage NAME")
            }
        }
        guard count > 0 else { throw Usage(text: "--seeds is at least 1") }
        let (last, isTooLarge) = first.addingReportingOverflow(count - 1)
        guard !isTooLarge else { throw Usage(text: "there are not so many seeds") }
        seeds = first...last
    }

    private static func number(_ text: String, _ option: String) throws -> UInt64 {
        guard let number = UInt64(text) else { throw Usage(text: "\(option) takes a number, not \(text)") }
        return number
    }
}

private struct Usage: Error, CustomStringConvertible {
    let text: String
    var description: String { text }
}
