import AdminAPI
import ArgumentParser

/// `ratchet devices`: who is there, and is it current?
struct DevicesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "devices", abstract: "List devices and whether each is current.",
        discussion: """
            With words, only devices whose number, name, serial number, UDID, model or version holds each of them.

            Examples:
              ratchet devices
              ratchet devices MacBook 26.3 --json
            """)

    @Argument(help: "Words that must occur in what the device is known by.")
    var words: [String] = []

    @OptionGroup var options: ServerOptions

    func run() async throws {
        try await CommandFailure.reporting {
            let devices = try await DevicesCommand.all(words, try options.client())
            if options.json { return try Output.json(devices) }
            Output.table(
                DeviceTable.table(devices.devices),
                empty: words.isEmpty ? "No device has enrolled yet." : "No device fits these words.")
        }
    }

    /// Every page.
    private static func all(_ words: [String], _ client: AdminClient) async throws -> DeviceListResource {
        var query = ["limit": "1000"]
        if !words.isEmpty { query["q"] = words.joined(separator: " ") }
        var list: DeviceListResource = try await client.get(["devices"], query)
        while let next = list.next {
            query["after"] = String(next)
            let page: DeviceListResource = try await client.get(["devices"], query)
            list.devices += page.devices
            list.next = page.next
        }
        return list
    }
}

/// Devices as a table.
enum DeviceTable {
    static func table(_ devices: [DeviceResource]) -> TextTable {
        var table = TextTable(
            [">NO", "NAME", "SERIAL", "MODEL", "RUNS", "CURRENT", "WHY", "CONTACT (UTC)"], flexible: 1,
            spare: [2, 3, 5])
        for device in devices {
            table.add([
                String(device.number), device.title, device.serial, device.productName, device.osName,
                device.verdict.answer, device.verdict.reason, Output.time(device.lastContact),
            ])
        }
        return table
    }
}
