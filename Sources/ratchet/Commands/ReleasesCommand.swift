import AdminAPI
import ArgumentParser

/// `ratchet releases`: what Apple offers, and whom of this fleet it concerns.
struct ReleasesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "releases", abstract: "List the releases of the catalog, or fetch them anew.",
        discussion: """
            Examples:
              ratchet releases --platform macOS
              ratchet releases refresh
            """,
        subcommands: [List.self, Refresh.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List releases with how many devices of this fleet they concern.",
            discussion: """
                FLEET: devices whose model takes it; ELIGIBLE: whom it would move forward now; OFFERED: told to install \
                it; DONE: told to, and reported it; BLOCKED: it would move them forward and something stands in the \
                way, whose reasons follow the table (docs/reference/reasons.md; `ratchet explain` tells of one device).

                Example: ratchet releases list --all
                """)

        @Option(help: "Only this platform: iOS, macOS or visionOS.", completion: Suggestions.platforms)
        var platform: String?

        @Flag(help: "Also releases that can't be installed any more.")
        var all = false

        @OptionGroup var display: DisplayOptions
        @OptionGroup var options: ServerOptions

        func run() async throws {
            try await options.reporting {
                var list: ReleaseListResource = try await options.client().get(["releases"])
                try List.check(platform, in: list)
                list.releases.removeAll { release in
                    platform.map { $0.lowercased() != release.platform.lowercased() } ?? false
                        || !(all || (release.present && !release.expired) || release.fleet.offered > 0)
                }
                if options.json { return try Output.json(list) }
                try Output.page(ReleaseTable.page(list, on: display.canvas), display)
            }
        }

        /// A platform that Apple may add later is known as soon as the catalog has it.
        static func check(_ platform: String?, in list: ReleaseListResource) throws {
            let known = Set(["iOS", "macOS", "visionOS"] + list.releases.map(\.platform)).sorted()
            guard let platform, !known.contains(where: { $0.lowercased() == platform.lowercased() }) else { return }
            throw ValidationError("There is no platform \"\(platform)\". Known are \(Output.list(known)).")
        }
    }

    struct Refresh: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Fetch Apple's list now.",
            discussion: """
                Apple asks servers to do so at most daily; the server does it by itself. A list that has lost more than half \
                of what it had changes nothing; where Apple means it, say so with a reason, which is kept.

                Examples:
                  ratchet releases refresh
                  ratchet releases refresh --believe-because "Apple ended visionOS"
                """)

        @Option(help: "Take a list in that has lost more than half, for this reason.")
        var believeBecause: String?

        @OptionGroup var options: ServerOptions

        func run() async throws {
            try await options.reporting {
                let answer: RefreshResource = try await options.client().post(
                    ["releases", "refresh"], RefreshBody(believeBecause: believeBecause))
                if options.json { try Output.json(answer) }
                if answer.outcome == "failed" {
                    throw CommandFailure(
                        .refused,
                        "The list could not be fetched: \(answer.problem ?? "no reason given"). "
                            + "The catalog stands as it was; check lookup.url and the network.")
                }
                if options.json { return }
                try Output.line(
                    answer.outcome == "imported"
                        ? "A new list was taken in: \(Output.count(answer.rows, "row"))." : "The list has not changed.")
            }
        }
    }
}
