import Foundation
import Simulation

/// Plays seeds of the simulated worlds, or tells one; `SimulationOptions.help` says how it is called.
@main
struct SimulationCommand {
    static func main() async {
        do {
            let options = try SimulationOptions(CommandLine.arguments.dropFirst())
            if options.wantsHelp { return print(SimulationOptions.help) }
            exit(try await play(options) ? 0 : 1)
        } catch {
            FileHandle.standardError.write(Data("ratchet-simulation: \(error)\n".utf8))
            exit(2)
        }
    }

    /// True when every invariant held in every world.
    private static func play(_ options: SimulationOptions) async throws -> Bool {
        if let seed = options.seed {
            return try options.worlds.map { try tell(seed, in: $0, options.sabotage) }.allSatisfy(\.self)
        }
        var summaries: [WorldSummary] = []
        for world in options.worlds { summaries.append(try await playAll(options, in: world)) }
        for summary in summaries { summary.print() }
        return summaries.allSatisfy(\.isSound)
    }

    /// One seed, with everything that happens.
    private static func tell(_ seed: UInt64, in world: SimulatedWorld, _ sabotage: String?) throws -> Bool {
        let run = try run(world, seed, sabotage)
        for line in run.timeline { print(line) }
        print("\(world.rawValue), seed \(seed): \(run.steps) steps, \(run.crashes) crashes")
        if let violation = run.violation { print("VIOLATED \(violation)") }
        return run.violation == nil
    }

    /// Many seeds, each in one thread, as many at once as there are processors.
    private static func playAll(_ options: SimulationOptions, in world: SimulatedWorld) async throws -> WorldSummary {
        var summary = WorldSummary(world, options.seeds, options.sabotage)
        try await withThrowingTaskGroup(of: SimulationRun.self) { group in
            var waiting = options.seeds.makeIterator()
            func playNext() {
                guard let seed = waiting.next() else { return }
                group.addTask { try run(world, seed, options.sabotage) }
            }
            for _ in 0..<max(ProcessInfo.processInfo.activeProcessorCount, 1) { playNext() }
            while let run = try await group.next() {
                playNext()
                summary.add(run)
            }
        }
        return summary
    }

    private static func run(_ world: SimulatedWorld, _ seed: UInt64, _ sabotage: String?) throws -> SimulationRun {
        switch world {
        case .devices: try Simulation.run(seed: seed, sabotage: sabotage.flatMap(Sabotage.init))
        case .appliances: try Simulation.runAppliances(seed: seed, sabotage: sabotage.flatMap(ApplianceSabotage.init))
        }
    }
}
