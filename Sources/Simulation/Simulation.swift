/// A run of the simulation: everything that happened, and what was wrong with it.
public struct SimulationRun: Sendable {
    public let seed: UInt64
    /// What happened, a line each: when, who, what.
    public let timeline: [String]
    /// The first invariant that did not hold; nil when all did.
    public let violation: Violation?
    /// How many steps the server ran.
    public let steps: Int
    /// How many crashes the server had.
    public let crashes: Int
}

/// The server's steps, a store in memory and simulated devices on one clock in one thread, with lost, repeated, late and
/// reordered messages, bad feeds, crashes between any two steps, and clocks that jump.
public enum Simulation {
    /// Runs one seed. The same seed, and the same sabotage, give the same timeline.
    public static func run(seed: UInt64, sabotage: Sabotage? = nil) throws -> SimulationRun {
        let world = try World(seed: seed, sabotage: sabotage)
        var violation: Violation?
        do {
            try world.run()
        } catch let found as Violation {
            violation = found
        }
        return SimulationRun(
            seed: seed, timeline: world.timeline, violation: violation, steps: world.server.steps,
            crashes: world.server.life)
    }
}
