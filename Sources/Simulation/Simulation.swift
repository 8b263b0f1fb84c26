/// What is simulated around the server.
public enum SimulatedWorld: String, Sendable, CaseIterable {
    case devices
    case appliances
}

/// A run of the simulation: everything that happened, and what was wrong with it.
public struct SimulationRun: Sendable {
    public let world: SimulatedWorld
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
        let violation = try violation { try world.run() }
        return SimulationRun(
            world: .devices, seed: seed, timeline: world.timeline, violation: violation, steps: world.server.steps,
            crashes: world.server.life)
    }

    /// The same for one or two servers and simulated appliances.
    public static func runAppliances(seed: UInt64, sabotage: ApplianceSabotage? = nil) throws -> SimulationRun {
        let world = try ApplianceWorld(seed: seed, saboteur: sabotage)
        let violation = try violation { try world.run() }
        return SimulationRun(
            world: .appliances, seed: seed, timeline: world.timeline, violation: violation, steps: world.steps,
            crashes: world.crashes)
    }

    /// One seed of one world, with nothing disabled.
    public static func run(_ world: SimulatedWorld, seed: UInt64) throws -> SimulationRun {
        switch world {
        case .devices: try run(seed: seed)
        case .appliances: try runAppliances(seed: seed)
        }
    }

    private static func violation(_ body: () throws -> Void) throws -> Violation? {
        do {
            try body()
            return nil
        } catch let found as Violation {
            return found
        }
    }
}
