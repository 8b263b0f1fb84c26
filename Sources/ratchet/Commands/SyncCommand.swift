import AdminAPI
import ArgumentParser

/// `ratchet sync`: hear from a device now.
struct SyncCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync", abstract: "Wake a device and ask it for its declarations and its inventory.",
        discussion: """
            The device answers when it is switched on and reaches the network.

            Example: ratchet sync 12
            """)

    @Argument(help: "The device's number, serial number, UDID or id.")
    var device: String

    @OptionGroup var options: ServerOptions

    func run() async throws {
        try await CommandFailure.reporting {
            let answer: DeviceResource = try await options.client().post(["devices", device, "sync"])
            if options.json { return try Output.json(answer) }
            print(
                Terminal.wrapped(
                    "Device \(answer.number) (\(answer.title)) is being woken and asked for its declarations and its "
                        + "inventory. `ratchet explain \(answer.number)` shows what comes of it."))
        }
    }
}
