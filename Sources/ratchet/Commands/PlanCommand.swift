import AdminAPI
import ArgumentParser

/// `ratchet plan`: what, for whom, by when.
struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Make plans: which version, for whom, by when.",
        discussion: """
            Examples:
              ratchet plan create --target latest-minor --all-devices --days 14
              ratchet plan cancel --all
            """,
        subcommands: [PlanCreateCommand.self, List.self, Show.self, Cancel.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List the plans, newest first.", discussion: "Example: ratchet plan list")

        @OptionGroup var options: ServerOptions

        func run() async throws {
            try await CommandFailure.reporting {
                let list: PlanListResource = try await options.client().get(["plans"])
                if options.json { return try Output.json(list) }
                Output.table(PlanOutput.table(list.plans), empty: "There is no plan. `ratchet plan create` makes one.")
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show a plan and where its devices are.", discussion: "Example: ratchet plan show 1")

        @Argument(help: "The plan's number or id.", completion: Suggestions.plans, transform: Naming.word)
        var plan: String

        @OptionGroup var reader: LanguageOptions
        @OptionGroup var options: ServerOptions

        func run() async throws {
            try await CommandFailure.reporting {
                let plan: PlanResource = try await options.client(for: reader).get(["plans", plan])
                if options.json { return try Output.json(plan) }
                PlanOutput.show(plan)
            }
        }
    }

    struct Cancel: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Cancel a plan, or all: their declarations are taken away from the devices.",
            discussion: """
                A device that is installing already can't be called back.

                Examples:
                  ratchet plan cancel 1
                  ratchet plan cancel --all
                """)

        @Argument(help: "The plan's number or id.", completion: Suggestions.plans, transform: Naming.word)
        var plan: String?

        @Flag(help: "Cancel every plan that is active, so that every enforcement is withdrawn.")
        var all = false

        @OptionGroup var options: ServerOptions

        func validate() throws {
            if (plan == nil) != all { throw ValidationError("Name one plan, or say --all.") }
        }

        func run() async throws {
            try await CommandFailure.reporting {
                let client = try options.client()
                if let plan {
                    let cancelled: PlanResource = try await client.post(["plans", plan, "cancel"])
                    if options.json { return try Output.json(cancelled) }
                    print("Plan \(cancelled.number), \(Terminal.printable(cancelled.name)), is cancelled.")
                    return PlanOutput.recall(cancelled.installing)
                }
                let cancelled: PlanListResource = try await client.post(["plans", "cancel-all"])
                if options.json { return try Output.json(cancelled) }
                print("\(Output.count(cancelled.plans.count, "plan")) cancelled.")
                PlanOutput.recall(cancelled.plans.reduce(0) { $0 + $1.installing })
            }
        }
    }
}
