import AdminAPI
import ArgumentParser

extension ApplianceCommand {
    /// `ratchet appliance pause`
    struct Pause: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Have nothing new start on an appliance, or on any of them.",
            discussion: """
                A hop that is under way goes on to its end: interrupting it would do harm.

                Examples:
                  ratchet appliance pause support-paris --reason "the fair is on"
                  ratchet appliance pause --all --reason "the vendor warns of 22.4"
                """)

        @OptionGroup var which: OneOrAll
        @OptionGroup var why: ReasonOption
        @OptionGroup var reader: LanguageOptions
        @OptionGroup var options: ServerOptions

        func run() async throws {
            if let word = which.appliance {
                return try await ApplianceOrder.decide("pause", word, because: why.reason, options, reader) {
                    "The upgrade of \($0.name) is paused."
                }
            }
            try await options.reporting {
                let answer: StandstillResource = try await options.client().post(
                    ["standstill"], ReasonBody(because: why.reason))
                if options.json { return try Output.json(answer) }
                try Output.line(
                    Terminal.wrapped(
                        "\(answer.standstill?.words ?? "") `ratchet appliance resume --all --reason TEXT` lets everything go on."
                    ))
            }
        }
    }

    /// `ratchet appliance resume`
    struct Resume: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let an upgrade go on over a path that is found anew; or everything, after a pause of all.",
            discussion: """
                Examples:
                  ratchet appliance resume support-paris
                  ratchet appliance resume --all --reason "22.4 was withdrawn"
                """)

        @OptionGroup var which: OneOrAll

        @Option(
            name: [.customLong("reason"), .customLong("because")],
            help: ArgumentHelp("Why; needed with --all, and the audit log keeps it.", valueName: "text"))
        var reason: String?

        @OptionGroup var reader: LanguageOptions
        @OptionGroup var options: ServerOptions

        func validate() throws {
            if which.all, reason == nil { throw ValidationError("--all needs --reason TEXT.") }
            if !which.all, reason != nil { throw ValidationError("--reason goes with --all.") }
        }

        func run() async throws {
            if let word = which.appliance {
                return try await ApplianceOrder.decide("resume", word, options, reader) {
                    "The upgrade of \($0.name) goes on."
                }
            }
            try await options.reporting {
                let answer: StandstillResource = try await options.client().post(
                    ["standstill", "end"], ReasonBody(because: reason))
                if options.json { return try Output.json(answer) }
                try Output.line("Everything goes on. What was paused on its own stays paused.")
            }
        }
    }
}

/// One appliance, or all.
struct OneOrAll: ParsableArguments {
    @Argument(
        help: "The appliance's name, number or id.", completion: Suggestions.appliances, transform: Naming.word)
    var appliance: String?

    @Flag(help: "All appliances, also those whose upgrades start later.")
    var all = false

    func validate() throws {
        if (appliance == nil) != all { throw ValidationError("Name one appliance, or say --all.") }
    }
}

extension StandstillOrderResource {
    /// Who has paused everything, when and why.
    var words: String {
        "Everything is paused since \(Output.time(at) ?? at) UTC by \(by): \(CommandWords.ended(reason))"
    }
}
