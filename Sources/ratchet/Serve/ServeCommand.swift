import ArgumentParser
import Foundation
import Logging
import ServiceLifecycle

/// `ratchet serve`: the server, until SIGTERM or Ctrl-C.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Run the server.",
        discussion: """
            Example: ratchet serve --config ratchet.yaml

            Without --config every key has its default or comes from the environment; `ratchet config keys` lists them.
            """)

    @Option(help: "The configuration file.", completion: .file())
    var config: String?

    func run() async throws {
        let configuration: Configuration
        do {
            configuration = try Configuration.load(config)
        } catch let faults as ConfigurationFaults {
            FileHandle.standardError.write(Data("\(faults)\n".utf8))
            throw ExitCode(1)
        }
        let level = Logger.Level(rawValue: configuration.logLevel) ?? .info
        LoggingSystem.bootstrap { label in ServerLog(label: label, level: level) }
        FreedMemory.keepSome()
        do {
            try await Server(configuration).run()
        } catch let problem as any CustomStringConvertible & Error {
            FileHandle.standardError.write(Data("ratchet: \(problem)\n".utf8))
            throw ExitCode(1)
        }
    }
}
