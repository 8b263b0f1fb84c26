import ArgumentParser

/// `make bench`: what the parts cost, beside a handler of the same HTTP stack that does nothing.
@main
struct RatchetBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "RatchetBench", abstract: "Measure what Ratchet costs.",
        discussion: """
            Example: RatchetBench --only tokens --engine sqlite

            Exit code 0: everything was measured; 1: something could not be; 3: something is above its threshold.
            """,
        subcommands: [Measure.self, DoNothingServer.self, PushStandInServer.self], defaultSubcommand: Measure.self)
}
