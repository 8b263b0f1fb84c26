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

    @Argument(
        help: "The device's number, name, serial number, UDID or id.", completion: Suggestions.devices,
        transform: Naming.word)
    var device: String

    @OptionGroup var options: ServerOptions

    func run() async throws {
        try await options.reporting {
            let answer: DeviceResource = try await options.client().post(["devices", device, "sync"])
            if options.json { return try Output.json(answer) }
            try Output.line(Terminal.wrapped(SyncCommand.words(for: answer)))
        }
    }

    static func words(for device: DeviceResource) -> String {
        let explain = "`ratchet explain \(device.number)`"
        guard let refusal = device.pushRefusal else {
            return "Device \(device.number) (\(device.title)) is being woken and asked for its declarations and its "
                + "inventory. \(explain) shows what comes of it."
        }
        return "Device \(device.number) (\(device.title)) can't be woken: the push service refuses its address "
            + "(\(refusal)) until the device gives a new one. What it is to be asked waits until it comes by itself. "
            + "\(explain) says more."
    }
}
