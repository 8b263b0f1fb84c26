import ArgumentParser

/// The program: one verb each.
@main
struct Ratchet: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ratchet", abstract: "Keeps a fleet's software current.",
        subcommands: [ServeCommand.self, SimulateCommand.self, ConfigCommand.self])
}
