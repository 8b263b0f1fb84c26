import ArgumentParser

/// `ratchet appliance`: server appliances, and the way from what they run to what is wanted.
struct ApplianceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "appliance", abstract: "Find the way of an appliance to a newer version.",
        discussion: "Example: ratchet appliance path --graph stops.yaml --from 15.11.13 --to 17.5.2",
        subcommands: [AppliancePathCommand.self])
}
