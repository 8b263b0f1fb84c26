import ArgumentParser
import FleetSimulator
import Foundation
import SeededRandom

/// `ratchet simulate-appliance`: one verb of an appliance driver, over simulated appliances that live in a folder. For trying
/// drivers and for tests, so not in the help; docs/drivers.md tells of it.
struct SimulateApplianceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate-appliance", abstract: "Do a verb of an appliance driver over simulated appliances.",
        discussion: """
            With --install it writes the executables of a driver into a folder. Each of them runs this command with its verb: it \
            reads the request and answers for the appliance of that id, which lives in the state folder and works on whether \
            or not anything runs.

            Troubles: \(HopTrouble.allCases.map(\.rawValue).joined(separator: ", ")).

            Examples:
              ratchet simulate-appliance --install driver --state appliances
              ratchet simulate-appliance --install driver --state appliances \\
                --hop-seconds 5 --trouble base-6.1.0=fails-during
            """, shouldDisplay: false)

    @Argument(help: "The verb; the request is read from standard input.")
    var verb: String?

    @Option(help: "The folder that the appliances live in.", completion: .directory)
    var state: String

    @Option(help: "Write the executables into this folder, and make the state folder.", completion: .directory)
    var install: String?

    @Option(help: "With --install: the base that a new appliance runs.")
    var base = "5.9.0"

    @Option(help: "With --install: the product that a new appliance runs.")
    var product = "21.3.1"

    @Option(help: "With --install: about so many seconds for an installation.")
    var hopSeconds = 10.0

    @Option(
        help: ArgumentHelp(
            "With --install: what befalls a package. Once for each attempt.", valueName: "package=trouble"))
    var trouble: [String] = []

    @Option(help: "With --install: how likely any other installation goes wrong, 0 to 1.")
    var chance = 0.0

    @Option(help: "With --install: decides everything random.")
    var seed: UInt64 = 1

    func validate() throws {
        guard (verb == nil) != (install == nil) else { throw ValidationError("Give a verb, or --install.") }
        if let verb, !ApplianceWire.verbs.contains(verb) {
            throw ValidationError("\"\(verb)\" is no verb; there are \(ApplianceWire.verbs.joined(separator: ", ")).")
        }
        guard hopSeconds > 0, hopSeconds.isFinite else { throw ValidationError("--hop-seconds must be more than 0.") }
        guard (0...1).contains(chance) else { throw ValidationError("--chance takes 0 to 1.") }
        _ = try troubles()
    }

    func run() async throws {
        let file = ApplianceFile(folder: URL(filePath: state))
        guard let install else { return try await answer(file) }
        try file.prepare(
            SimulatedAppliance(
                name: "appliance", shelf: .support, base: base, product: product,
                mood: ApplianceMood(troubles: try troubles(), chance: chance, pace: hopSeconds / (30 * 60)),
                random: SeededRandom(seed: seed), at: Date()))
        try ApplianceExecutables.write(into: URL(filePath: install), state: URL(filePath: state))
    }

    private func troubles() throws -> [String: [HopTrouble]] {
        try trouble.reduce(into: [:]) { troubles, text in
            let words = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard words.count == 2, let trouble = HopTrouble(rawValue: words[1]) else {
                throw ValidationError("--trouble takes PACKAGE=TROUBLE, such as base-6.1.0=lies.")
            }
            troubles[words[0], default: []].append(trouble)
        }
    }
}
