import ArgumentParser
import Foundation

/// `ratchet config`: look at a configuration without starting anything.
struct ConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Check a configuration, or list its keys.",
        discussion: "Example: ratchet config check --config ratchet.yaml",
        subcommands: [Check.self, Keys.self])

    /// `ratchet config check`: every fault at once.
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Name everything that is wrong with a configuration.",
            discussion: """
                Example: ratchet config check --config ratchet.yaml

                Exit code 0: no fault; 1: at least one.
                """)

        @Option(help: "The configuration file.")
        var config: String

        func run() async throws {
            do {
                _ = try Configuration.load(config)
                print("\(config): no fault")
            } catch let faults as ConfigurationFaults {
                for fault in faults.faults { FileHandle.standardError.write(Data("\(fault)\n".utf8)) }
                throw ExitCode(1)
            }
        }
    }

    /// `ratchet config keys`: what there is to set.
    struct Keys: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List every key, its environment variable, default and meaning.")

        func run() async throws {
            for key in ConfigurationKey.allCases {
                print("\(key.rawValue)  (\(key.environmentVariable), default: \(key.fallback ?? "none"))")
                print("    \(key.meaning)")
            }
        }
    }
}
