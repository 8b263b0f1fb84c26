import AdminAPI
import ArgumentParser
import CalendarFile
import RatchetCore
import YAMLText

/// `ratchet calendar`: when work may be done, and when a deadline may fall.
struct CalendarCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendar",
        abstract: "Say when work may be done: windows, holidays, freezes, turns and contracts.",
        discussion: """
            docs/calendars.md tells what a calendar file has in it.

            Examples:
              ratchet calendar check calendars.yaml
              ratchet calendar import calendars.yaml
              ratchet calendar turn support-paris --on 2026-12-01
            """,
        subcommands: [Check.self, Import.self, List.self, Show.self, Turn.self, Contract.self])

    /// `ratchet calendar check`: every fault of a file at once, or the next openings.
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Name everything that is wrong with a calendar file, or show when its calendars are open next.",
            discussion: """
                Needs no server. Times are those of the calendar's zone, and UTC beside them.

                Examples:
                  ratchet calendar check calendars.yaml
                  ratchet calendar check calendars.yaml --from 2027-03-26 --count 3

                Exit code 0: no fault; 1: at least one, or the file can't be read; 4: there is no such file.
                """)

        @Argument(help: "The calendar file.", completion: .file(extensions: ["yaml", "yml"]))
        var file: String

        @Option(
            help: "Show openings from this date on, as 2026-12-25, in each calendar's zone. Default: from now on.",
            transform: { try CivilDate.read($0) })
        var from: CivilDate?

        @Option(help: "How many openings to show of each calendar: 1 to 100.")
        var count = 5

        @Flag(help: "Print calendars, openings and faults as one JSON object.")
        var json = false

        @OptionGroup var display: DisplayOptions

        func validate() throws {
            guard (1...100).contains(count) else { throw ValidationError("--count is 1 to 100, and \(count) is not.") }
        }

        func run() async throws {
            try await CommandFailure.reporting(isJSON: json) {
                let report = CalendarReport(
                    file: file, octets: try InputFile.read(file), from: from, now: SystemClock().now(), count: count)
                if json { try Output.json(report) }
                report.faults.forEach { if !json { Terminal.complain("\(file): \($0)") } }
                if !json, report.faults.isEmpty { try Output.page(report.lines(on: display.canvas), display) }
                if !report.faults.isEmpty { throw ExitCode(CommandFailure.Code.refused.rawValue) }
            }
        }
    }
}

extension CivilDate {
    /// A date as an option has it.
    static func read(_ text: String) throws -> CivilDate {
        guard let date = CivilDate(text) else { throw ValidationError("\"\(text)\" is not a date such as 2026-12-25.") }
        return date
    }
}
