import Foundation
import Simulation

/// What many seeds of one world came to. Says how far they are, and names a seed that failed at once.
struct WorldSummary {
    private let world: SimulatedWorld
    private let seeds: ClosedRange<UInt64>
    private let sabotage: String?
    private let began = ContinuousClock.now
    private var took: Duration = .zero
    private var (done, steps, crashes) = (0, 0, 0)
    private var violated: [SimulationRun] = []

    init(_ world: SimulatedWorld, _ seeds: ClosedRange<UInt64>, _ sabotage: String?) {
        (self.world, self.seeds, self.sabotage) = (world, seeds, sabotage)
    }

    var isSound: Bool { violated.isEmpty }

    mutating func add(_ run: SimulationRun) {
        (done, steps, crashes) = (done + 1, steps + run.steps, crashes + run.crashes)
        took = ContinuousClock.now - began
        if run.violation != nil {
            violated.append(run)
            name(run)
        }
        if done % max(seeds.count / 10, 1) == 0 || done == seeds.count {
            Swift.print("\(world.rawValue): \(done) of \(seeds.count) seeds in \(seconds) s, \(outcome)")
        }
        fflush(nil)
    }

    /// The failing seed with the shortest story is told; the others are named.
    func print() {
        if let shortest = violated.min(by: { $0.timeline.count < $1.timeline.count }) {
            Swift.print("\n\(world.rawValue), seed \(shortest.seed):")
            for line in shortest.timeline { Swift.print(line) }
            Swift.print("")
            for run in violated.sorted(by: { $0.seed < $1.seed }) { name(run) }
        }
        let rate = String(format: "%.1f", Double(done) / max(took / .seconds(1), 0.001))
        Swift.print(
            "\(world.rawValue): \(done) seeds from \(seeds.lowerBound), \(steps) steps, \(crashes) crashes "
                + "in \(seconds) s (\(rate) seeds/s): \(outcome)")
    }

    private var outcome: String { isSound ? "every invariant held" : "\(violated.count) violated" }
    private var seconds: Int64 { took.components.seconds }

    private func name(_ run: SimulationRun) {
        Swift.print("VIOLATED \(world.rawValue), seed \(run.seed): \(run.violation?.description ?? "")")
        Swift.print("  replay: \(replay(run.seed))")
    }

    private func replay(_ seed: UInt64) -> String {
        guard let sabotage else { return "make simulate WORLD=\(world.rawValue) SEED=\(seed)" }
        return ".build/debug/ratchet-simulation --seed \(seed) --sabotage \(sabotage)"
    }
}
