import AdminAPI
import ArgumentParser
import RatchetCore

/// `ratchet devices`: who is there, and is it current?
struct DevicesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "devices", abstract: "List devices and whether each is current.",
        discussion: """
            With words, only devices whose number, name, serial number, UDID, model or version holds each of them. \
            Answers are yes, not-yet and no; docs/reference/reasons.md lists the reasons.

            Examples:
              ratchet devices
              ratchet devices MacBook 26.3 --json
              ratchet devices --answer no
              ratchet devices --group pilot --reason past-due --reason failing
              ratchet devices --plan 1 --attention
            """)

    @Argument(help: "Words that must occur in what the device is known by.")
    var words: [String] = []

    @Option(
        help: "Only devices with this answer; repeat it for more.", completion: .list(["yes", "not-yet", "no"]))
    var answer: [String] = []

    @Option(
        help: "Only devices with this reason; repeat it for more.",
        completion: .list(Reason.allCases.filter { $0.subject == .device && $0.answer != nil }.map(\.rawValue)))
    var reason: [String] = []

    @Option(help: "Only members of this group.", completion: Suggestions.groups, transform: Naming.word)
    var group: String?

    @Option(help: "Only devices that this plan covers, and what stands in its way.", transform: Naming.word)
    var plan: String?

    @Flag(help: "Only devices that somebody should look at.")
    var attention = false

    @OptionGroup var display: DisplayOptions
    @OptionGroup var options: ServerOptions

    func run() async throws {
        try await options.reporting {
            let filter = filter
            let devices = try await DevicesCommand.all(filter, try options.client())
            if options.json { return try Output.json(devices) }
            try Output.table(
                DeviceTable.table(devices.devices),
                empty: filter.isEmpty ? "No device has enrolled yet." : "No device fits.", display)
        }
    }

    /// The query's parameters for what was asked.
    var filter: [String: String] {
        [
            "q": words.joined(separator: " "), "answer": answer.joined(separator: ","),
            "reason": reason.joined(separator: ","), "group": group ?? "", "plan": plan ?? "",
            "attention": attention ? "true" : "",
        ].filter { !$0.value.isEmpty }
    }

    /// Every page.
    static func all(_ filter: [String: String], _ client: AdminClient) async throws -> DeviceListResource {
        var query = filter.merging(["limit": "1000"]) { $1 }
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
            table.add(
                [
                    String(device.number), device.title, device.serial, device.productName, device.osName,
                    device.verdict.answer, device.verdict.reason, Output.time(device.lastContact),
                ], tones: tones(device.verdict))
        }
        return table
    }

    /// Answer and reason.
    private static func tones(_ verdict: DeviceResource.Brief) -> [Int: Tone] {
        let tone = Tone(answer: verdict.answer, reason: verdict.reason)
        return [5: tone, 6: tone].compactMapValues(\.self)
    }
}
