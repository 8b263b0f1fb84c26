import ArgumentParser
import Foundation

/// `ratchet config`: look at a configuration without starting anything.
struct ConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Check a configuration, or list its keys.",
        discussion: """
            Examples:
              ratchet config check --config ratchet.yaml
              ratchet config keys
            """,
        subcommands: [Check.self, Keys.self])

    /// `ratchet config check`: every fault at once.
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Name everything that is wrong with a configuration.",
            discussion: """
                Without --config it checks the defaults and the environment, which `ratchet serve` would use then.

                Example: ratchet config check --config ratchet.yaml

                Exit code 0: no fault; 1: at least one.
                """)

        @Option(help: "The configuration file.", completion: .file())
        var config: String?

        func run() async throws {
            do {
                _ = try Configuration.load(config)
                print("\(config ?? "defaults and environment"): no fault")
            } catch let faults as ConfigurationFaults {
                for fault in faults.faults { FileHandle.standardError.write(Data("\(fault)\n".utf8)) }
                throw ExitCode(1)
            }
        }
    }

    /// `ratchet config keys`: what there is to set.
    struct Keys: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List every key, its environment variable, default and meaning.",
            discussion: "Example: ratchet config keys")

        func run() async throws {
            for key in ConfigurationKey.allCases {
                print("\(key.rawValue)  (\(key.environmentVariable), default: \(key.fallback ?? "none"))")
                print("    \(key.meaning)")
            }
        }
    }
}
