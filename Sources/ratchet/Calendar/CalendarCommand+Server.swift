import AdminAPI
import ArgumentParser
import CalendarFile
import RatchetCore

/// What the server has.
extension CalendarCommand {
    /// `ratchet calendar import`
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give the calendars of a file to the server; each takes the place of the one of its name.",
            discussion: """
                The file is checked first, as `ratchet calendar check` does. Upgrades keep to the new windows from then on. With \
                --dry-run the server says which calendars would be others, and takes nothing in.

                Examples:
                  ratchet calendar import calendars.yaml
                  ratchet calendar import calendars.yaml --dry-run
                """)

        @Argument(help: "The calendar file.", completion: .file(extensions: ["yaml", "yml"]))
        var file: String

        @Flag(help: "Say what would change, and change nothing.")
        var dryRun = false

        @OptionGroup var options: ServerOptions

        func run() async throws {
            try await options.reporting {
                let text = try WrittenFile.text(file, most: 1 << 20) { try CalendarFile.read($0) }
                if dryRun {
                    let list: CalendarPreviewListResource = try await options.client().post(
                        ["calendars"], FileBody(text: text, dryRun: true))
                    if options.json { return try Output.json(list) }
                    for line in list.words { try Output.line(Terminal.wrapped(line)) }
                    return
                }
                let list: CalendarListResource = try await options.client().post(["calendars"], FileBody(text: text))
                if options.json { return try Output.json(list) }
                for calendar in list.calendars {
                    try Output.line(
                        "Calendar \(calendar.name), revision \(calendar.revision): next open \(calendar.nextOpen) UTC.")
                }
            }
        }
    }

    /// `ratchet calendar list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List the calendars, and when each is open next.",
            discussion: "Example: ratchet calendar list")

        @OptionGroup var display: DisplayOptions
        @OptionGroup var options: ServerOptions

        func run() async throws {
            try await options.reporting {
                let list: CalendarListResource = try await options.client().get(["calendars"])
                if options.json { return try Output.json(list) }
                var table = TextTable(
                    ["NAME", "ZONE", "NOW", "NEXT OPEN (UTC)", "FROZEN BECAUSE"], flexible: 4, wraps: true)
                for calendar in list.calendars {
                    table.add([
                        calendar.name, calendar.zone, calendar.isOpen ? "open" : "closed", calendar.nextOpen,
                        calendar.frozenBecause,
                    ])
                }
                try Output.table(
                    table, empty: "There is no calendar. `ratchet calendar import FILE` takes one in.", display)
            }
        }
    }

    /// `ratchet calendar show`
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show a calendar: its windows, holidays and freezes, and when it is open next.",
            discussion: "Example: ratchet calendar show nights")

        @Argument(help: "The calendar's name.", completion: Suggestions.calendars, transform: Naming.word)
        var calendar: String

        @OptionGroup var display: DisplayOptions
        @OptionGroup var options: ServerOptions

        func run() async throws {
            try await options.reporting {
                let calendar: CalendarResource = try await options.client().get(["calendars", calendar])
                if options.json { return try Output.json(calendar) }
                let page = CalendarPage(calendar: calendar, canvas: display.canvas, now: .present)
                try Output.page(page.lines, display)
            }
        }
    }

    /// `ratchet calendar turn`
    struct Turn: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say from which day on an appliance may have major product packages (G6).",
            discussion: """
                The day is one of its calendar's zone. A mail says when the turn has come and everything is ready.

                Examples:
                  ratchet calendar turn support-paris --on 2026-12-01
                  ratchet calendar turn support-paris --none
                """)

        @OptionGroup var appliance: ApplianceArgument

        @Option(help: "The first day, as 2026-12-01.", transform: { try CivilDate.read($0) })
        var on: CivilDate?

        @Flag(help: "Take its turn away.")
        var none = false

        @OptionGroup var reader: LanguageOptions
        @OptionGroup var options: ServerOptions

        func validate() throws {
            if (on == nil) != none { throw ValidationError("Say either --on DATE or --none.") }
        }

        func run() async throws {
            try await ApplianceOrder.give(options, reader) { client in
                try await client.put(["appliances", appliance.word, "turn"], TurnBody(on: on?.description))
            } said: {
                $0.turn.map { day in "The turn of \(appliance.word) is \(day)." } ?? "\($0.name) has no turn now."
            }
        }
    }

    /// `ratchet calendar contract`
    struct Contract: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say when an appliance's maintenance contract is valid, both days included (G6).",
            discussion: """
                Examples:
                  ratchet calendar contract support-paris --until 2027-03-31
                  ratchet calendar contract support-paris --from 2026-04-01 --until 2027-03-31
                  ratchet calendar contract support-paris --none
                """)

        @OptionGroup var appliance: ApplianceArgument

        @Option(help: "The first day; from ever where it is left out.", transform: { try CivilDate.read($0) })
        var from: CivilDate?

        @Option(help: "The last day.", transform: { try CivilDate.read($0) })
        var until: CivilDate?

        @Flag(help: "There is no contract.")
        var none = false

        @OptionGroup var reader: LanguageOptions
        @OptionGroup var options: ServerOptions

        func validate() throws {
            if (until == nil) != none { throw ValidationError("Say either --until DATE or --none.") }
            if none, from != nil { throw ValidationError("--from goes with --until.") }
        }

        func run() async throws {
            try await ApplianceOrder.give(options, reader) { client in
                try await client.put(
                    ["appliances", appliance.word, "contract"],
                    ContractBody(from: from?.description, until: until?.description))
            } said: {
                $0.contractUntil.map { day in "The contract of \(appliance.word) is valid until \(day)." }
                    ?? "\($0.name) has no contract now."
            }
        }
    }
}

extension CalendarResource {
    /// `2026-12-05 21:00`, or that it never is.
    fileprivate var nextOpen: String {
        openings.first.map { Output.time($0.start) ?? $0.start } ?? "never"
    }
}
