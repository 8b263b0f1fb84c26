import AdminAPI
import ArgumentParser

/// `ratchet group`: static groups of devices.
struct GroupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "group", abstract: "Make static groups of devices and say who is in them.",
        discussion: """
            A plan for a group covers whoever is in it: a device that joins later is included.

            Examples:
              ratchet group create pilot --device 3 --device C02XYZ
              ratchet group remove pilot 3
            """,
        subcommands: [Create.self, List.self, Show.self, Add.self, Remove.self], defaultSubcommand: List.self)

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a group.", discussion: "Example: ratchet group create pilot --device 3 --device 4")

        @Argument(help: "Its name: 1 to 128 characters, not only digits.")
        var name: String

        @Option(
            name: .customLong("device"), help: "A device to put in; may be repeated.", completion: Suggestions.devices)
        var devices: [String] = []

        @OptionGroup var options: ServerOptions

        func run() async throws {
            try await options.reporting {
                let client = try options.client()
                var group: GroupResource = try await client.post(["groups"], GroupBody(name: name))
                if !devices.isEmpty {
                    group = try await client.post(["groups", group.id, "members"], MembersBody(devices: devices))
                }
                try GroupOutput.changed(group, options)
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List the groups.", discussion: "Example: ratchet group list")

        @OptionGroup var display: DisplayOptions
        @OptionGroup var options: ServerOptions

        func run() async throws {
            try await options.reporting {
                let list: GroupListResource = try await options.client().get(["groups"])
                if options.json { return try Output.json(list) }
                var table = TextTable([">NO", "NAME", ">DEVICES", "CREATED (UTC)"], flexible: 1)
                for group in list.groups {
                    table.add([
                        String(group.number), group.name, String(group.memberCount), Output.time(group.createdAt),
                    ])
                }
                try Output.table(table, empty: "There is no group. `ratchet group create NAME` makes one.", display)
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show a group and its devices.", discussion: "Example: ratchet group show pilot")

        @Argument(
            help: "The group's name, number or id.", completion: Suggestions.groups, transform: Naming.word)
        var group: String

        @OptionGroup var display: DisplayOptions
        @OptionGroup var options: ServerOptions

        func run() async throws {
            try await options.reporting {
                let group: GroupResource = try await options.client().get(["groups", group])
                if options.json { return try Output.json(group) }
                let title = "Group \(group.number), \(group.name): \(Output.count(group.memberCount, "device"))"
                let table = DeviceTable.table(group.members ?? []).lines(on: display.canvas)
                let empty = Line("Nobody is in it. `ratchet group add \(group.number) DEVICE` puts a device in.")
                try Output.page([Line(title, .strong), ""] + (table.isEmpty ? [empty] : table), display)
            }
        }
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put devices into a group.", discussion: "Example: ratchet group add pilot 3 4 C02XYZ")

        @Argument(
            help: "The group's name, number or id.", completion: Suggestions.groups, transform: Naming.word)
        var group: String

        @Argument(
            help: "Numbers, names, serial numbers, UDIDs or ids.", completion: Suggestions.devices,
            transform: Naming.word)
        var devices: [String]

        @OptionGroup var options: ServerOptions

        func run() async throws {
            try await options.reporting {
                let body = MembersBody(devices: devices)
                try GroupOutput.changed(try await options.client().post(["groups", group, "members"], body), options)
            }
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take devices out of a group.", discussion: "Example: ratchet group remove pilot 3")

        @Argument(
            help: "The group's name, number or id.", completion: Suggestions.groups, transform: Naming.word)
        var group: String

        @Argument(
            help: "Numbers, names, serial numbers, UDIDs or ids.", completion: Suggestions.devices,
            transform: Naming.word)
        var devices: [String]

        @OptionGroup var options: ServerOptions

        func validate() throws {
            if devices.isEmpty { throw ValidationError("Name at least one device.") }
        }

        func run() async throws {
            try await options.reporting {
                let client = try options.client()
                var left: GroupResource?
                for device in devices { left = try await client.delete(["groups", group, "members", device]) }
                if let left { try GroupOutput.changed(left, options) }
            }
        }
    }
}

enum GroupOutput {
    static func changed(_ group: GroupResource, _ options: ServerOptions) throws {
        if options.json { return try Output.json(group) }
        try Output.line(
            "Group \(group.number), \(Terminal.printable(group.name)), has \(Output.count(group.memberCount, "device"))."
        )
    }
}
