import AdminAPI
import ArgumentParser
import RatchetCore

/// `ratchet appliance plan`: the whole way to a version, for later approval and start.
struct AppliancePlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Plan the whole way of an appliance to a version; with --dry-run only show it.",
        discussion: """
            --dry-run shows the hops with the impact of each (G4), soaks, windows and the earliest finish by the real calendar, \
            and what the gates say now; it changes nothing. Without it the plan is made, and begins when it is approved and \
            started. Without --to it leads to the newest.

            Examples:
              ratchet appliance plan support-paris --to 22.4.1 --dry-run
              ratchet appliance plan support-paris --to 22.4.1
              ratchet appliance plan support-paris --to-package key-vault --alone
            """)

    @OptionGroup var appliance: ApplianceArgument
    @OptionGroup var target: TargetOptions

    @Flag(help: "Only the package of --to-package: refused where another has to come first (P3).")
    var alone = false

    @Flag(help: "Show what would be planned, and change nothing.")
    var dryRun = false

    @OptionGroup var display: DisplayOptions
    @OptionGroup var reader: LanguageOptions
    @OptionGroup var options: ServerOptions

    func validate() throws {
        if alone, target.package == nil { throw ValidationError("--alone goes with --to-package.") }
    }

    func run() async throws {
        var body = UpgradeBody(
            base: target.base?.text, product: target.product?.text, package: target.package,
            alone: alone ? true : nil)
        guard dryRun else {
            return try await ApplianceOrder.give(options, reader) { client in
                try await client.post(["appliances", appliance.word, "plan"], body)
            } said: {
                "The upgrade of \($0.name) is planned: \(Output.count($0.upgrade?.hops ?? 0, "hop")) to "
                    + "\($0.upgrade?.target.words ?? "its target"). Nothing begins before it is started."
            }
        }
        body.dryRun = true
        try await options.reporting {
            let preview: UpgradePreviewResource = try await options.client(for: reader).post(
                ["appliances", appliance.word, "plan"], body)
            if options.json { return try Output.json(preview) }
            let page = UpgradePreviewPage(preview: preview, canvas: display.canvas, now: .present)
            try Output.page(page.lines, display)
        }
    }
}

/// `ratchet appliance approve`: shows the impact, asks, then approves exactly what was shown.
struct ApplianceApproveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve", abstract: "Approve the planned path of an appliance, after showing its impact (G4).",
        discussion: """
            On a terminal it asks; without one it needs --yes. What is approved are the hops that were shown: should the path \
            have changed meanwhile it is refused. In production somebody else than the planner has to approve, unless \
            appliances.secondPerson says otherwise.

            Example: ratchet appliance approve support-paris
            """)

    @OptionGroup var appliance: ApplianceArgument

    @Flag(name: [.short, .long], help: "Don't ask.")
    var yes = false

    @OptionGroup var display: DisplayOptions
    @OptionGroup var reader: LanguageOptions
    @OptionGroup var options: ServerOptions

    func run() async throws {
        try await ApplianceOrder.give(options, reader) { client in
            let shown: ApplianceDetailsResource = try await client.get(["appliances", appliance.word])
            let hops = shown.upgrade.map { $0.hops.filter { !$0.isDone } } ?? []
            // Without an open upgrade there is nothing to look at, and the server says so.
            if !hops.isEmpty { try confirm(hops, of: shown.appliance.name) }
            return try await client.post(
                ["appliances", appliance.word, "approve"],
                ApprovalBody(packages: hops.isEmpty ? nil : hops.map(\.package)))
        } said: {
            "The path of \($0.name) is approved."
        }
    }

    /// Shows the impact, and goes on if a person says yes, or said it before.
    private func confirm(_ hops: [UpgradeHopResource], of name: String) throws {
        let lines = ImpactTable.table(hops).lines(on: display.canvas)
        if options.json {
            if !yes { Terminal.complain(lines.map(\.text).joined(separator: "\n")) }
        } else {
            try Output.page(lines + [""], display)
        }
        if yes { return }
        guard Terminal.canAsk else {
            throw CommandFailure(
                .refused, "Nothing was approved: there is no terminal to ask on. Look at the impact, then say --yes.")
        }
        if !Terminal.ask("Approve these hops for \(Terminal.printable(name))?") {
            throw CommandFailure(.refused, "Nothing was approved.")
        }
    }
}
