import Simulation

/// What was asked for.
struct SimulationOptions {
    static let help = """
        Plays the server's steps in worlds in which everything goes wrong that can, and looks after each step whether what
        must hold still holds. docs/simulation.md says what that is.

        Usage: ratchet-simulation [--seeds N] [--from N] [--world NAME] [--sabotage NAME]
               ratchet-simulation --seed N [--world NAME] [--sabotage NAME]

          --seeds N        how many seeds are played in each world (default: 100)
          --from N         the first of them (default: 1)
          --seed N         one seed, with everything that happens in it
          --world NAME     one world only: \(names(SimulatedWorld.allCases.map(\.rawValue)))
          --sabotage NAME  disables a guard of the server, to see that it is noticed
          -h, --help       this text

        What can be disabled among devices:
        \(lines(Sabotage.allCases.map(\.rawValue)))
        Among appliances:
        \(lines(ApplianceSabotage.allCases.map(\.rawValue)))

        It ends with 0 when every invariant held, with 1 when one was violated, with 2 when it could not begin.
        """

    private(set) var seed: UInt64?
    private(set) var seeds: ClosedRange<UInt64> = 1...100
    private(set) var worlds = SimulatedWorld.allCases
    private(set) var sabotage: String?
    private(set) var wantsHelp = false

    init(_ arguments: ArraySlice<String>) throws {
        var (count, first): (UInt64, UInt64) = (100, 1)
        var rest = arguments
        while let option = rest.popFirst() {
            if option == "--help" || option == "-h" {
                wantsHelp = true
                continue
            }
            guard ["--seed", "--seeds", "--from", "--world", "--sabotage"].contains(option) else {
                throw SimulationUsage("\(option) is unknown; `ratchet-simulation --help` names what there is")
            }
            guard let value = rest.popFirst() else { throw SimulationUsage("\(option) needs a value") }
            switch option {
            case "--seed": seed = try SimulationOptions.number(value, option)
            case "--seeds": count = try SimulationOptions.number(value, option)
            case "--from": first = try SimulationOptions.number(value, option)
            case "--world": worlds = [try SimulationOptions.world(value)]
            default: sabotage = value
            }
        }
        if let sabotage { try limit(to: sabotage) }
        guard count > 0 else { throw SimulationUsage("--seeds is at least 1") }
        let (last, isTooLarge) = first.addingReportingOverflow(count - 1)
        guard !isTooLarge else { throw SimulationUsage("there are not so many seeds") }
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
            throw SimulationUsage(
                "--sabotage is one of \(SimulationOptions.names(devices)); "
                    + "with appliances \(SimulationOptions.names(appliances))")
        }
    }

    private static func world(_ name: String) throws -> SimulatedWorld {
        guard let world = SimulatedWorld(rawValue: name) else {
            throw SimulationUsage("--world is one of \(names(SimulatedWorld.allCases.map(\.rawValue)))")
        }
        return world
    }

    private static func names(_ names: [String]) -> String { names.joined(separator: ", ") }

    /// Many names, in lines that a terminal does not break.
    private static func lines(_ names: [String]) -> String {
        var lines = [" "]
        for name in names {
            if lines[lines.count - 1].count + name.count > 100 { lines.append(" ") }
            lines[lines.count - 1] += " \(name)"
        }
        return lines.joined(separator: "\n")
    }

    private static func number(_ text: String, _ option: String) throws -> UInt64 {
        guard let number = UInt64(text) else { throw SimulationUsage("\(option) takes a number, not \(text)") }
        return number
    }
}

/// What is wrong with how it was called.
struct SimulationUsage: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
