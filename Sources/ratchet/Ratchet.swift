import ArgumentParser

/// The program: one verb each.
@main
struct Ratchet: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ratchet", abstract: "Keeps a fleet's software current.",
        discussion: """
            `ratchet demo` shows everything at once on this machine. The commands that ask a server find it by --server, \
            RATCHET_SERVER or --config.

            Exit codes: 0 done; 1 refused or failed; 3 the server can't be reached; 4 there is no such thing; 64 the \
            command was written wrongly.
            """,
        version: Program.version,
        subcommands: [
            DemoCommand.self, ServeCommand.self, SimulateCommand.self, ConfigCommand.self, MailCommand.self,
            WatchCommand.self,
            DevicesCommand.self, EnrollCommand.self, ExplainCommand.self, SyncCommand.self, ReleasesCommand.self,
            GroupCommand.self, PlanCommand.self, PushCommand.self, SecretsCommand.self, UserCommand.self,
            TokenCommand.self, LoginCommand.self, LogoutCommand.self, AuditCommand.self, ApplianceCommand.self,
            CheckpointCommand.self, PackageCommand.self, CalendarCommand.self,
            ReferenceCommand.self, SimulateApplianceCommand.self,
        ])

    static func main() async {
        if let fault = VerbCheck.fault(in: Array(CommandLine.arguments.dropFirst())) {
            exit(withError: ValidationError(fault))
        }
        await main(nil)
    }
}
