import ArgumentParser

/// `ratchet appliance`: server appliances, and the way from what they run to what is wanted.
struct ApplianceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "appliance",
        abstract: "Bring appliances to a newer version, hop by hop, and see how far they are.",
        discussion: """
            docs/appliances.md goes from nothing to the first upgraded appliance. Nothing begins before it is planned, approved \
            and started; `explain` says at any moment what is so, what is next, and what to do.

            Examples:
              ratchet appliance list
              ratchet appliance plan support-paris --to 22.4.1 --dry-run
              ratchet appliance explain support-paris
              ratchet appliance pause --all --reason "the vendor warns of 22.4"
            """,
        subcommands: [
            Add.self, List.self, Show.self, Change.self, Snapshot.self, AppliancePathCommand.self,
            AppliancePlanCommand.self, ApplianceApproveCommand.self, Start.self, Explain.self, Pause.self, Resume.self,
            Cancel.self, Waive.self, Unfreeze.self, Restore.self,
        ], defaultSubcommand: List.self)
}

/// Which appliance a command is about.
struct ApplianceArgument: ParsableArguments {
    @Argument(
        help: ArgumentHelp("The appliance's name, number or id.", valueName: "appliance"),
        completion: Suggestions.appliances, transform: Naming.word)
    var word: String
}

/// Why something is done; the audit log keeps it.
struct ReasonOption: ParsableArguments {
    @Option(
        name: [.customLong("reason"), .customLong("because")],
        help: ArgumentHelp("Why; the audit log keeps it.", valueName: "text"))
    var reason: String
}
