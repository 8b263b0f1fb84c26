import AdminAPI
import ArgumentParser

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
            abstract: "Name everything that is wrong with a configuration, and with the files that it names.",
            discussion: """
                Without --config it checks the defaults and the environment, which `ratchet serve` would use then.

                Example: ratchet config check --config ratchet.yaml

                Exit code 0: no fault; 1: at least one.
                """)

        @Option(help: "The configuration file.", completion: .file())
        var config: String?

        @Flag(help: "Print the faults as one JSON object.")
        var json = false

        func run() async throws {
            try await CommandFailure.reporting(isJSON: json) {
                let faults = Check.faults(config)
                if json { try Output.json(Report(config: config, faults: faults)) }
                if !json, faults.isEmpty { try Output.line("\(config ?? "defaults and environment"): no fault") }
                if !json { faults.forEach(Terminal.complain) }
                if !faults.isEmpty { throw ExitCode(1) }
            }
        }

        private static func faults(_ config: String?) -> [String] {
            do {
                return ConfigurationFiles.faults(of: try Configuration.load(config))
            } catch let faults as ConfigurationFaults {
                return faults.faults.map { "\($0)" }
            } catch {
                return ["\(error)"]
            }
        }

        private struct Report: Encodable {
            @OrNull var config: String?
            let faults: [String]
        }
    }

    /// `ratchet config keys`: what there is to set.
    struct Keys: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List every key, its environment variable, default and meaning.",
            discussion: "Example: ratchet config keys")

        @Flag(help: "Print them as a JSON array.")
        var json = false

        @OptionGroup var display: DisplayOptions

        func run() async throws {
            try await CommandFailure.reporting(isJSON: json) {
                if json { return try Output.json(ConfigurationKey.allCases.map(Entry.init)) }
                let canvas = display.canvas
                let lines = ConfigurationKey.allCases.flatMap { key in
                    Line.wrapped(
                        "(\(key.environmentVariable), default: \(key.fallback ?? "none"))",
                        first: "\(key.rawValue, .strong)  ", width: canvas.textWidth, indent: 4)
                        + Line.wrapped(key.meaning, first: "    ", width: canvas.textWidth, indent: 4)
                }
                try Output.page(lines, display)
            }
        }

        private struct Entry: Encodable {
            let key: String
            let environment: String
            @OrNull var fallback: String?
            let meaning: String

            init(_ key: ConfigurationKey) {
                (self.key, environment) = (key.rawValue, key.environmentVariable)
                meaning = key.meaning
                _fallback = OrNull(wrappedValue: key.fallback)
            }

            enum CodingKeys: String, CodingKey {
                case key, environment, meaning
                case fallback = "default"
            }
        }
    }
}
