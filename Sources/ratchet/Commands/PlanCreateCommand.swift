import AdminAPI
import ArgumentParser

/// `ratchet plan create`: looks first, asks, then makes the plan.
struct PlanCreateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Make a plan, after showing what it would do.",
        discussion: """
            The preview counts devices by release, says how many would cross a major version, and who is left out and \
            why. On a terminal it then asks; without one it needs --yes.

            A deadline is on the devices' own clocks and keeps the minimum notice: --days moves later where it must, \
            --deadline is refused. --now with --reason overrides.

            Examples:
              ratchet plan create --target latest --all-devices --days 14 --at 19:00
              ratchet plan create --target 26.4 --group pilot \\
                --deadline 2026-11-21T19:00 --yes
              ratchet plan create --target latest-of-major:26 --device 3 --days 7 \\
                --dry-run
            """)

    @Option(
        help: ArgumentHelp(
            "latest, latest-minor, latest-of-major:26, 26.4, or 26.4:25E246 for one build. There is no default.",
            valueName: "rule"), completion: Suggestions.targets)
    var target: String

    @Flag(help: "For every device, also those that enrol later.")
    var allDevices = false

    @Option(help: "For whoever is in this group.", completion: Suggestions.groups)
    var group: String?

    @Option(name: .customLong("device"), help: "For this device; may be repeated.", completion: Suggestions.devices)
    var devices: [String] = []

    @Option(help: ArgumentHelp("By this date and time on the devices' clocks, 2026-11-21T19:00.", valueName: "local"))
    var deadline: String?

    @Option(
        help:
            "By so many days after the release was first seen, or the oldest one that the device has skipped; 0 to 365."
    )
    var days: Int?

    @Option(help: ArgumentHelp("At this time of day, with --days. Default: 19:00.", valueName: "hh:mm"))
    var at: String?

    @Option(help: "A web page that the devices show their users.")
    var detailsURL: String?

    @Option(help: "What to call it. Default: made of rule and deadline.")
    var name: String?

    @Option(help: "-1000 to 1000; the higher wins where plans meet. Write --priority=-5 for one below 0.")
    var priority: Int?

    @Flag(help: "Leave Background Security Improvements aside.")
    var ignoreBsi = false

    @Flag(help: "Let the deadline leave less than the minimum notice; needs --reason.")
    var now = false

    @Option(name: [.customLong("reason"), .customLong("because")], help: "Why --now.")
    var reason: String?

    @Flag(help: "Show what it would do and make nothing.")
    var dryRun = false

    @Flag(name: [.short, .long], help: "Don't ask.")
    var yes = false

    @OptionGroup var reader: LanguageOptions
    @OptionGroup var options: ServerOptions

    func validate() throws {
        if [allDevices, group != nil, !devices.isEmpty].count(where: \.self) != 1 {
            throw ValidationError("Say for whom: exactly one of --all-devices, --group and --device.")
        }
        if (deadline == nil) == (days == nil) { throw ValidationError("Say by when: either --deadline or --days.") }
        if at != nil, days == nil { throw ValidationError("--at goes with --days.") }
        if now, (reason ?? "").allSatisfy(\.isWhitespace) { throw ValidationError("--now needs --reason TEXT.") }
        if !now, reason != nil { throw ValidationError("--reason goes with --now.") }
    }

    func run() async throws {
        try await options.reporting {
            let client = try options.client(for: reader)
            var body = body
            body.dryRun = true
            let preview: PreviewResource = try await client.post(["plans"], body)
            if dryRun, options.json { return try Output.json(preview) }
            if !options.json { try Output.line(PreviewOutput.text(preview)) }
            if dryRun { return }
            try confirm(preview)
            body.dryRun = false
            let plan: PlanResource = try await client.post(["plans"], body)
            if options.json { return try Output.json(plan) }
            try Output.line(
                "Plan \(plan.number), \(Terminal.printable(plan.name)), is made. `ratchet plan show \(plan.number)` follows it."
            )
        }
    }

    /// Goes on if a person says yes, or said it before.
    private func confirm(_ preview: PreviewResource) throws {
        if yes { return }
        guard Terminal.canAsk else {
            if options.json { try Output.json(preview) }
            throw CommandFailure(
                .refused, "The plan was not made: there is no terminal to ask on. Look at the preview, then say --yes.")
        }
        if options.json { Terminal.complain(PreviewOutput.text(preview)) }
        let devices = preview.releases.reduce(0) { $0 + $1.devices }
        if !Terminal.ask("Make this plan for \(Output.count(devices, "device"))?") {
            throw CommandFailure(.refused, "The plan was not made.")
        }
    }

    private var body: PlanBody {
        PlanBody(
            name: name, rule: target,
            scope: ScopeBody(
                everything: allDevices ? true : nil, group: group, devices: devices.isEmpty ? nil : devices),
            deadline: DeadlineBody(local: deadline, days: days, at: at), detailsURL: detailsURL, priority: priority,
            now: now ? true : nil, because: reason, followImprovements: ignoreBsi ? false : nil)
    }
}
