import ArgumentParser

/// `ratchet demo`: everything at once on this machine, for devices or for an appliance.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Watch a simulated fleet, or an appliance, being taken to the newest release.",
        discussion: """
            Examples:
              ratchet demo
              ratchet demo devices --exit --json
              ratchet demo appliance
            """,
        subcommands: [DemoDevicesCommand.self, DemoApplianceCommand.self], defaultSubcommand: DemoDevicesCommand.self)

    /// As of every program that Ctrl-C has ended.
    static let stopped: Int32 = 130
}
