import AdminAPI
import ArgumentParser

/// `ratchet explain`: why is it not current yet, what happens next, and by when?
struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Explain a device: is it current, why not, what is next, and by when?",
        discussion: "Example: ratchet explain C02XYZ")

    @Argument(help: "The device's number, serial number, UDID or id.")
    var device: String

    @OptionGroup var options: ServerOptions

    func run() async throws {
        try await CommandFailure.reporting {
            let explanation: ExplanationResource = try await options.client().get(["devices", device, "explanation"])
            if options.json { return try Output.json(explanation) }
            print(ExplanationOutput.lines(explanation, width: Terminal.width).joined(separator: "\n"))
        }
    }
}
