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

/// Releases as a table.
enum ReleaseTable {
    static func table(_ releases: [ReleaseResource]) -> TextTable {
        var table = TextTable(
            [
                "PLATFORM", "VERSION", "BUILD", "LISTS", "FIRST SEEN", "EXPIRES", ">MODELS", ">FLEET", ">ELIGIBLE",
                ">OFFERED", ">DONE", ">BLOCKED",
            ], flexible: 3, spare: [3, 6, 7, 5])
        for release in releases {
            let lists = release.lists.map { names[$0] ?? $0 }.joined(separator: "+")
            let expires = release.present ? release.expirationDate ?? "never" : "missing"
            table.add([
                release.platform, release.name, release.build, lists, String(release.firstSeen.prefix(10)), expires,
                String(release.models), String(release.fleet.devices), String(release.fleet.eligible),
                String(release.fleet.offered), String(release.fleet.done),
                String(release.fleet.blocked.values.reduce(0, +)),
            ])
        }
        return table
    }

    /// The releases, what stands in their way, and where the catalog stands.
    static func page(_ list: ReleaseListResource, on canvas: Canvas) -> [Line] {
        let wrapped = { (text: String) in Line.wrapped(text, width: canvas.textWidth) }
        let standing = wrapped(standing(list.catalog))
        if list.catalog.lastGoodAt == nil { return standing }
        let table = table(list.releases).lines(on: canvas)
        let blocked = blocked(list.releases).flatMap(wrapped)
        return (table.isEmpty ? ["No release fits."] : table) + [""] + blocked + standing
    }

    /// What stands in the way, the most devices first; releases of a platform with the same answer share a line.
    static func blocked(_ releases: [ReleaseResource]) -> [String] {
        var lines: [(platform: String, reasons: String, names: [String])] = []
        for release in releases where !release.fleet.blocked.isEmpty {
            let reasons = release.fleet.blocked.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
                .map { "\($0.value) \($0.key)" }.joined(separator: ", ")
            if let line = lines.firstIndex(where: { ($0.platform, $0.reasons) == (release.platform, reasons) }) {
                // Twin builds have one name.
                if !lines[line].names.contains(release.name) { lines[line].names.append(release.name) }
            } else {
                lines.append((release.platform, reasons, [release.name]))
            }
        }
        return lines.map { "Blocked from \($0.platform) \($0.names.joined(separator: ", ")): \($0.reasons)." }
    }

    private static let names = [
        "AssetSets": "mdm", "PublicAssetSets": "public", "PublicBackgroundSecurityImprovements": "security",
    ]

    /// Where the catalog stands, in a sentence.
    static func standing(_ catalog: CatalogResource) -> String {
        guard let good = Output.time(catalog.lastGoodAt) else {
            return "Apple's list has not been fetched yet\(catalog.lastProblem.map { ": \($0)" } ?? "")."
        }
        guard let problem = catalog.lastProblem else { return "Apple's list as of \(good) UTC." }
        return "Apple's list as of \(good) UTC; the last fetch failed: \(problem)."
    }
}
