import AdminAPI
public import ArgumentParser
public import RatchetCore

extension Role: ExpressibleByArgument {}
extension Area: ExpressibleByArgument {}

/// `ratchet user`: who may sign in.
struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Say who may sign in, and what they may do.",
        discussion: """
            The roles: viewer sees, operator does the daily work, approver lets happen or stops it, administrator does \
            everything. Only administrators, and whoever can read the server's data folder, can do this.

            Examples:
              ratchet user add anna --role operator --generate
              ratchet user list
            """,
        subcommands: [Add.self, List.self, SetRole.self, SetPassword.self, Disable.self, Enable.self],
        defaultSubcommand: List.self)

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let somebody in.",
            discussion: """
                The password is asked for on a terminal, else read from one line of standard input.

                Example: ratchet user add carla --role viewer --generate
                """)

        @Argument(help: "Their name: small letters, digits and . _ @ + -", transform: Naming.word)
        var name: String

        @Option(help: "What they may do.")
        var role: Role

        @OptionGroup var new: NewPasswordOptions
        @OptionGroup var options: ServerOptions

        func run() async throws {
            try await options.reporting {
                let client = try options.client()
                let password = try new.password(of: name)
                let body = PersonBody(name: name, role: role.rawValue, password: password)
                let person: PersonResource = try await client.post(["users"], body)
                try UserOutput.changed(person, "may sign in now, as \(person.role)", new, password, options)
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List who may sign in.", discussion: "Example: ratchet user list")

        @OptionGroup var display: DisplayOptions
        @OptionGroup var options: ServerOptions

        func run() async throws {
            try await options.reporting {
                let list: PersonListResource = try await options.client().get(["users"])
                if options.json { return try Output.json(list) }
                var table = TextTable(["NAME", "ROLE", "SINCE (UTC)", "PASSWORD SET", "DISABLED"], flexible: 0)
                for user in list.users {
                    table.add([
                        user.name, user.role, Output.time(user.createdAt), Output.time(user.passwordSetAt),
                        Output.time(user.disabledAt),
                    ])
                }
                let empty =
                    "Nobody can sign in yet. `ratchet user add NAME --role administrator` lets the first one in."
                try Output.table(table, empty: empty, display)
            }
        }
    }
}
