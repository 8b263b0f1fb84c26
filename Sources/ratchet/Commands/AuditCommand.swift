import AdminAPI
import ArgumentParser
import Foundation
import Orchestrator

/// `ratchet audit`: what was done, by whom, and whether the record of it is whole.
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Show what was done by whom, and prove that the record is whole.",
        discussion: """
            docs/people.md says what the audit log proves, and what not.

            Examples:
              ratchet audit list
              ratchet audit verify
            """,
        subcommands: [List.self, Export.self, Verify.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List the newest lines, or those after a place.",
            discussion: "Example: ratchet audit list --limit 20")

        @Option(help: "Begin after this place. Default: so that the newest are shown.")
        var after: Int64?

        @Option(help: "How many lines, 1 to 1000.")
        var limit = 50

        @OptionGroup var display: DisplayOptions
        @OptionGroup var options: ServerOptions

        func validate() throws {
            guard (1...1000).contains(limit) else { throw ValidationError("--limit takes 1 to 1000.") }
        }

        func run() async throws {
            try await options.reporting {
                let client = try options.client()
                let head: AuditHeadResource = try await client.get(["audit", "head"])
                let start = after ?? max(head.position - Int64(limit), 0)
                let list: AuditListResource = try await client.get(
                    ["audit"], ["after": String(start), "limit": String(limit)])
                if options.json { return try Output.json(list) }
                var table = TextTable(
                    [">NO", "TIME (UTC)", "WHO", "FROM", "WHAT", "OF", "BEFORE > AFTER"], flexible: 6)
                for line in list.lines {
                    table.add([
                        String(line.position), Output.time(line.time), AuditOutput.actor(line.actor),
                        line.actor.address,
                        line.action, line.subject, AuditOutput.change(line),
                    ])
                }
                try Output.table(table, empty: "There is no line yet.", display)
            }
        }
    }

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print every line as JSON, one a line, for `ratchet audit verify` and other programs.",
            discussion: "Example: ratchet audit export")

        @Option(help: "Begin after this place.")
        var after: Int64 = 0

        @OptionGroup var options: ServerOptions

        func run() async throws {
            try await options.reporting {
                try await AuditPages(client: try options.client()).each(after: after) { line in
                    try Output.line(try Output.jsonLine(line))
                }
            }
        }
    }

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Compute the chain again, and name the first line that does not fit.",
            discussion: """
                Without a file the server is asked; a file is what `ratchet audit export` has printed. --known is where the \
                chain was when somebody looked last: without it nobody can tell that lines were taken from the end.

                Example: ratchet audit verify

                Exit code 0: the chain is whole; 1: it is not.
                """)

        @Argument(help: "An export. Default: the server is asked.", completion: .file())
        var file: String?

        @Option(
            help: ArgumentHelp("What an earlier run said that the chain ends with.", valueName: "place:link"),
            transform: AuditOutput.head)
        var known: AuditChain.Head?

        @OptionGroup var options: ServerOptions

        func run() async throws {
            try await options.reporting {
                var verifier = AuditChain.Verifier(known: known)
                do {
                    if let file {
                        try AuditFile(file).each { line in try verifier.follow(line) }
                    } else {
                        try await AuditPages(client: try options.client()).each(after: 0) { line in
                            guard let chained = line.chained else {
                                throw AuditChain.Fault.broken(position: line.position)
                            }
                            try verifier.follow(chained)
                        }
                    }
                    try verifier.end()
                } catch let fault as AuditChain.Fault {
                    throw CommandFailure(.refused, AuditOutput.words(for: fault))
                }
                try AuditOutput.whole(verifier.head, options)
            }
        }
    }
}
