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

        @OptionGroup var display: DisplayOptions
        @OptionGroup var options: ServerOptions

        func run() async throws {
            try await options.reporting {
                let list: PlanListResource = try await options.client().get(["plans"])
                if options.json { return try Output.json(list) }
                try Output.table(
                    PlanOutput.table(list.plans), empty: "There is no plan. `ratchet plan create` makes one.", display)
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show how far a plan's devices are, and who needs a look.",
            discussion: """
                Each line of the first table counts the devices that have come at least so far, and names those that came \
                no further. The curve shows when devices were done.

                Examples:
                  ratchet plan show 1
                  ratchet plan show 1 --devices
                """)

        @Argument(help: "The plan's number or id.", completion: Suggestions.plans, transform: Naming.word)
        var plan: String

        @Flag(help: "List every device of the plan. With --json, `ratchet devices --plan` does.")
        var devices = false

        @OptionGroup var display: DisplayOptions
        @OptionGroup var reader: LanguageOptions
        @OptionGroup var options: ServerOptions

        func validate() throws {
            if devices, options.json {
                throw ValidationError("Write `ratchet devices --plan \(plan) --json` for the devices as JSON.")
            }
        }

        func run() async throws {
            try await options.reporting {
                let client = try options.client(for: reader)
                let shown: PlanResource = try await client.get(["plans", plan])
                if options.json { return try Output.json(shown) }
                let all = devices ? try await DevicesCommand.all(["plan": shown.id], client).devices : nil
                let page = PlanPage(plan: shown, devices: all, now: .present)
                try Output.page(page.lines(on: display.canvas), display)
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
            try await options.reporting {
                let client = try options.client()
                if let plan {
                    let cancelled: PlanResource = try await client.post(["plans", plan, "cancel"])
                    if options.json { return try Output.json(cancelled) }
                    try Output.line("Plan \(cancelled.number), \(Terminal.printable(cancelled.name)), is cancelled.")
                    return try PlanOutput.recall(cancelled.installing)
                }
                let cancelled: PlanListResource = try await client.post(["plans", "cancel-all"])
                if options.json { return try Output.json(cancelled) }
                try Output.line("\(Output.count(cancelled.plans.count, "plan")) cancelled.")
                try PlanOutput.recall(cancelled.plans.reduce(0) { $0 + $1.installing })
            }
        }
    }
}
