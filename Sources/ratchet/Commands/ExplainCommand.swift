import AdminAPI
import ArgumentParser

/// `ratchet explain`: why is it not current yet, what happens next, and by when?
struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Explain a device: is it current, why not, what is next, and by when?",
        discussion: """
            The sentences are in the language of --language; titles and codes are the same in every language.

            Examples:
              ratchet explain C02XYZ
              ratchet explain 3 --language fr
            """)

    @Argument(
        help: "The device's number, name, serial number, UDID or id.", completion: Suggestions.devices,
        transform: Naming.word)
    var device: String

    @OptionGroup var display: DisplayOptions
    @OptionGroup var reader: LanguageOptions
    @OptionGroup var options: ServerOptions

    func run() async throws {
        try await options.reporting {
            let client = try options.client(for: reader)
            let explanation: ExplanationResource = try await client.get(["devices", device, "explanation"])
            if options.json { return try Output.json(explanation) }
            let page = ExplanationPage(explanation: explanation, canvas: display.canvas, now: .present)
            try Output.page(page.lines, display)
        }
    }
}
