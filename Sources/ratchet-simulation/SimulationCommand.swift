import Foundation
import Simulation

/// `ratchet-simulation --seeds 100 [--from 1] [--world NAME]` or `ratchet-simulation --seed 7 --world NAME [--sabotage NAME]`.
@main
struct SimulationCommand {
    static func main() async {
        do {
            let options = try Options(CommandLine.arguments.dropFirst())
            let isSound: Bool
            if let seed = options.seed {
                isSound = try options.worlds.map { try replay(seed, in: $0, options.sabotage) }.allSatisfy(\.self)
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
    private static func replay(_ seed: UInt64, in world: SimulatedWorld, _ sabotage: String?) throws -> Bool {
        let run =
            switch world {
            case .devices: try Simulation.run(seed: seed, sabotage: sabotage.flatMap(Sabotage.init))
            case .appliances:
                try Simulation.runAppliances(seed: seed, sabotage: sabotage.flatMap(ApplianceSabotage.init))
            }
        for line in run.timeline { print(line) }
        print("\(world.rawValue), seed \(seed): \(run.steps) steps, \(run.crashes) crashes")
        if let violation = run.violation { print("VIOLATED \(violation)") }
        return run.violation == nil
    }

    /// Many seeds, each in one thread, as many at once as there are processors.
    private static func all(_ options: Options) async throws -> Bool {
        let began = ContinuousClock.now
        let runs = options.worlds.flatMap { world in options.seeds.lazy.map { (world, $0) } }
        var summary = Summary(total: runs.count)
        try await withThrowingTaskGroup(of: SimulationRun.self) { group in
            var waiting = runs.makeIterator()
            for _ in 0..<max(ProcessInfo.processInfo.activeProcessorCount, 1) {
                if let (world, seed) = waiting.next() { group.addTask { try Simulation.run(world, seed: seed) } }
            }
            while let run = try await group.next() {
                if let (world, seed) = waiting.next() { group.addTask { try Simulation.run(world, seed: seed) } }
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
            Swift.print("\(done) of \(total) runs, \(violated.count) violated")
            fflush(nil)
        }
    }

    /// The failing seed with the shortest story is told; the others are named.
    func print(after time: Duration) {
        for run in violated.sorted(by: { $0.timeline.count < $1.timeline.count }).prefix(1) {
            Swift.print("\n\(run.world.rawValue), seed \(run.seed):")
            for line in run.timeline { Swift.print(line) }
        }
        if !violated.isEmpty { Swift.print("") }
        for run in violated.sorted(by: { $0.seed < $1.seed }) {
            Swift.print("VIOLATED \(run.world.rawValue), seed \(run.seed): \(run.violation?.description ?? "")")
            Swift.print("  replay: make simulate WORLD=\(run.world.rawValue) SEED=\(run.seed)")
        }
        let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
        let rate = String(format: "%.1f", Double(done) / max(seconds, 0.001))
        Swift.print(
            "\(done) runs, \(steps) steps, \(crashes) crashes in \(Int(seconds)) s (\(rate) runs/s): "
                + (isSound ? "every invariant held" : "\(violated.count) violated"))
    }
}

/// What was asked for.
private struct Options {
    var seed: UInt64?
    var seeds: ClosedRange<UInt64> = 1...100
    var worlds = SimulatedWorld.allCases
    var sabotage: String?

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
            case "--world":
                guard let world = SimulatedWorld(rawValue: value) else {
                    throw Usage(text: "--world is one of \(Options.names(SimulatedWorld.allCases.map(\.rawValue)))")
                }
                worlds = [world]
            case "--sabotage": sabotage = value
            default:
                throw Usage(
                    text: "\(option) is unknown; it is --seeds N, --from N, --seed N, --world NAME or --sabotage NAME")
            }
        }
        if let sabotage { try limit(to: sabotage) }
        guard count > 0 else { throw Usage(text: "--seeds is at least 1") }
        let (last, isTooLarge) = first.addingReportingOverflow(count - 1)
        guard !isTooLarge else { throw Usage(text: "there are not so many seeds") }
        seeds = first...last
    }

    /// A saboteur works in one world.
    private mutating func limit(to sabotage: String) throws {
        let (devices, appliances) = (Sabotage.allCases.map(\.rawValue), ApplianceSabotage.allCases.map(\.rawValue))
        if devices.contains(sabotage), worlds.contains(.devices) {
            worlds = [.devices]
        } else if appliances.contains(sabotage), worlds.contains(.appliances) {
            worlds = [.appliances]
        } else {
            throw Usage(
                text: "--sabotage is one of \(Options.names(devices)); with appliances \(Options.names(appliances))")
        }
    }

    private static func names(_ names: [String]) -> String { names.joined(separator: ", ") }

    private static func number(_ text: String, _ option: String) throws -> UInt64 {
        guard let number = UInt64(text) else { throw Usage(text: "\(option) takes a number, not \(text)") }
        return number
    }
}

private struct Usage: Error, CustomStringConvertible {
    let text: String
    var description: String { text }
}
