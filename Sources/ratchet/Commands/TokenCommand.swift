import AdminAPI
import ArgumentParser
import RatchetCore

/// `ratchet token`: tokens of programs.
struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Make tokens for programs, and revoke them.",
        discussion: """
            A token may what its role may, within its areas, and never more than whoever made it. Programs show it with \
            `Authorization: Bearer`, commands find it in RATCHET_TOKEN.

            Examples:
              ratchet token create ci --role operator --area plans --days 90
              ratchet token list
            """,
        subcommands: [Create.self, List.self, Revoke.self], defaultSubcommand: List.self)

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a token. It is printed once.",
            discussion: "Example: ratchet token create monitoring --role viewer --area status --days 365")

        @Argument(help: "What it is for: 1 to 128 characters, not only digits.")
        var name: String

        @Option(help: "What it may do.")
        var role: Role

        @Option(name: .customLong("area"), help: "Where it may; may be repeated. Default: everywhere.")
        var areas: [Area] = []

        @Option(help: "It expires after so many days, 1 to 3650. Default: it does not.")
        var days: Int?

        @OptionGroup var options: ServerOptions

        func run() async throws {
            try await options.reporting {
                let body = TokenBody(
                    name: name, role: role.rawValue, areas: areas.isEmpty ? nil : areas.map(\.rawValue), days: days)
                let made: NewTokenResource = try await options.client().post(["tokens"], body)
                if options.json { return try Output.json(made) }
                try Output.line(made.secret)
                Terminal.complain(
                    "Token \(made.token.number), \(made.token.name). It is shown this once; keep it where only its program reads."
                )
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List your tokens; an administrator sees everybody's.",
            discussion: "Example: ratchet token list")

        @OptionGroup var display: DisplayOptions
        @OptionGroup var options: ServerOptions

        func run() async throws {
            try await options.reporting {
                let list: TokenListResource = try await options.client().get(["tokens"])
                if options.json { return try Output.json(list) }
                var table = TextTable(
                    [">NO", "NAME", "OF", "ROLE", "AREAS", "EXPIRES (UTC)", "LAST USED", "REVOKED"], flexible: 1)
                for token in list.tokens {
                    table.add([
                        String(token.number), token.name, token.owner ?? "local", token.role,
                        token.areas?.joined(separator: " "), Output.time(token.expiresAt), Output.time(token.usedAt),
                        Output.time(token.revokedAt),
                    ])
                }
                try Output.table(table, empty: "There is no token. `ratchet token create` makes one.", display)
            }
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let a token in no more, from now on.", discussion: "Example: ratchet token revoke 1")

        @Argument(help: "The token's number.", transform: Naming.word)
        var token: String

        @OptionGroup var options: ServerOptions

        func run() async throws {
            try await options.reporting {
                let token: TokenResource = try await options.client().delete(["tokens", token])
                options.json
                    ? try Output.json(token)
                    : try Output.line(
                        "Token \(token.number), \(Terminal.printable(token.name)), is not taken any more.")
            }
        }
    }
}
