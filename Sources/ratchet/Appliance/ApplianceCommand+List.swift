import AdminAPI
import ArgumentParser

extension ApplianceCommand {
    /// `ratchet appliance list`: who is there, what each runs, and is it current?
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List appliances and whether each is current.",
            discussion: "Example: ratchet appliance list")

        @OptionGroup var display: DisplayOptions
        @OptionGroup var options: ServerOptions

        func run() async throws {
            try await options.reporting {
                let list = try await List.all(try options.client())
                if options.json { return try Output.json(list) }
                try Output.table(
                    List.table(list.appliances), under: List.head(list, display.canvas),
                    empty: "There is no appliance. `ratchet appliance add` adds one.", display)
            }
        }

        /// All pages as one.
        static func all(_ client: AdminClient) async throws -> ApplianceListResource {
            var query = ["limit": "1000"]
            var list: ApplianceListResource = try await client.get(["appliances"], query)
            while let next = list.next {
                query["after"] = String(next)
                let page: ApplianceListResource = try await client.get(["appliances"], query)
                list.appliances += page.appliances
                list.next = page.next
            }
            return list
        }

        /// That everything is paused, before anything else.
        static func head(_ list: ApplianceListResource, _ canvas: Canvas) -> [Line] {
            list.standstill.map { Line.wrapped($0.words, width: canvas.textWidth) + [""] } ?? []
        }

        static func table(_ appliances: [ApplianceResource]) -> TextTable {
            var table = TextTable(
                [">NO", "NAME", "RUNS", "CURRENT", "WHY", "UPGRADE", "ROLE", "CALENDAR"], flexible: 1, spare: [7, 6])
            for appliance in appliances {
                let verdict = appliance.verdict
                let tone = Tone(answer: verdict.answer, reason: verdict.reason)
                table.add(
                    [
                        String(appliance.number), appliance.name, appliance.installed?.short, verdict.answer,
                        verdict.reason, appliance.upgrade?.short, appliance.role, appliance.calendar,
                    ], tones: tone.map { [3: $0, 4: $0] } ?? [:])
            }
            return table
        }
    }

    /// `ratchet appliance show`: everything that is known of one.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show an appliance: its facts, its upgrade with the impact of each hop, and the gates.",
            discussion: """
                The impact is what somebody approves (G4). `ratchet appliance explain` says what is next, and why.

                Example: ratchet appliance show support-paris
                """)

        @OptionGroup var appliance: ApplianceArgument
        @OptionGroup var display: DisplayOptions
        @OptionGroup var reader: LanguageOptions
        @OptionGroup var options: ServerOptions

        func run() async throws {
            try await options.reporting {
                let client = try options.client(for: reader)
                let details: ApplianceDetailsResource = try await client.get(["appliances", appliance.word])
                if options.json { return try Output.json(details) }
                let page = ApplianceDetailsPage(details: details, canvas: display.canvas, now: .present)
                try Output.page(page.lines, display)
            }
        }
    }

    /// `ratchet appliance explain`: why is it not current yet, what happens next, and by when?
    struct Explain: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Explain an appliance: is it current, why not, what is next and by when, and the way with its gates.",
            discussion: """
                The sentences are in the language of --language; titles and codes are the same in every language. P1, G3 and \
                the like are the rules' numbers: docs/rules.md has them all.

                Examples:
                  ratchet appliance explain support-paris
                  ratchet appliance explain 1 --language fr
                """)

        @OptionGroup var appliance: ApplianceArgument
        @OptionGroup var display: DisplayOptions
        @OptionGroup var reader: LanguageOptions
        @OptionGroup var options: ServerOptions

        func run() async throws {
            try await options.reporting {
                let client = try options.client(for: reader)
                let explanation: ApplianceExplanationResource = try await client.get([
                    "appliances", appliance.word, "explanation",
                ])
                if options.json { return try Output.json(explanation) }
                let page = ApplianceExplanationPage(explanation: explanation, canvas: display.canvas, now: .present)
                try Output.page(page.lines, display)
            }
        }
    }
}

extension VersionsResource {
    /// `22.4.1 on 6.2.1`, for a column.
    var short: String { [product, base].compactMap(\.self).joined(separator: " on ") }
}

extension ApplianceResource.Progress {
    /// `waiting, 2 of 9`
    var short: String { "\(state), \(done) of \(hops)" }
}
