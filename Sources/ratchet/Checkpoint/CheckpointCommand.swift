import AdminAPI
import ArgumentParser
import Wording

/// `ratchet checkpoint`: what people do by hand because a driver can't.
struct CheckpointCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkpoint", abstract: "See what waits to be done by hand, and sign it off.",
        discussion: """
            A verb that an appliance's driver lacks becomes a checkpoint. Ratchet verifies what it can: after an installation by \
            hand the appliance's own word decides (D3).

            Examples:
              ratchet checkpoint list
              ratchet checkpoint sign 3 --note "installed from the console"
            """,
        subcommands: [List.self, Sign.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List the checkpoints that are open, oldest first.",
            discussion: "Example: ratchet checkpoint list")

        @OptionGroup var display: DisplayOptions
        @OptionGroup var options: ServerOptions

        func run() async throws {
            try await options.reporting {
                let list: CheckpointListResource = try await options.client().get(["checkpoints"])
                if options.json { return try Output.json(list) }
                try Output.table(
                    CheckpointTable.table(list.checkpoints), empty: "Nothing waits to be done by hand.", display)
            }
        }
    }

    struct Sign: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sign a checkpoint off: say what was done, and how.",
            discussion: """
                What else is needed follows from what was to be done: a backup its --reference, --sha256 and --verified (G1); \
                export-certificate its --reference, --fingerprint and --private-key (G2); inventory --base and --product; health \
                --well or --alarm; support-bundle its --reference. An installation that failed is signed off with --failed.

                Examples:
                  ratchet checkpoint sign 3 --note "installed from the console"
                  ratchet checkpoint sign 4 --note "read again" --reference vault:paris-7 \\
                    --sha256 DIGEST --verified
                  ratchet checkpoint sign 5 --note "by hand" --failed "it stays at 40 %"
                """)

        @Argument(help: "The checkpoint's number or id.", completion: Suggestions.checkpoints, transform: Naming.word)
        var checkpoint: String

        @Option(help: "What was done, and how.")
        var note: String

        @OptionGroup var told: ToldOptions

        @Option(help: "Where the backup, the export or the bundle is now.")
        var reference: String?

        @Option(help: "SHA-256 of the backup, or of the package that lies at the appliance.")
        var sha256: String?

        @Option(help: "How large the backup is, in bytes.")
        var bytes: Int64?

        @Flag(help: "The backup was read again and had this digest (G1).")
        var verified = false

        @Option(help: "SHA-256 over the certificate's DER (G2).")
        var fingerprint: String?

        @Flag(help: "The private key was exported too (G2).")
        var privateKey = false

        @Option(help: ArgumentHelp("The installation failed, and why.", valueName: "text"))
        var failed: String?

        @OptionGroup var options: ServerOptions

        func run() async throws {
            try await options.reporting {
                let signed: CheckpointResource = try await options.client().post(
                    ["checkpoints", checkpoint, "sign"], body)
                if options.json { return try Output.json(signed) }
                let name = ShellWord.quoted(signed.appliance.name)
                try Output.line(
                    Terminal.wrapped(
                        "Checkpoint \(signed.number), \(signed.what) of \(signed.appliance.name), is signed off. "
                            + "`ratchet appliance explain \(name)` says what is next."))
            }
        }

        private var body: SignBody {
            var body = SignBody(note: note)
            (body.base, body.product, body.licences) = (told.base, told.product, told.given(told.licences))
            (body.well, body.alarms) = (told.well ? true : nil, told.given(told.alarms))
            (body.reference, body.sha256, body.bytes) = (reference, sha256, bytes)
            (body.verified, body.privateKey) = (verified ? true : nil, privateKey ? true : nil)
            (body.fingerprint, body.failed) = (fingerprint, failed)
            return body
        }
    }
}

/// Checkpoints as a table.
enum CheckpointTable {
    static func table(_ checkpoints: [CheckpointResource]) -> TextTable {
        var table = TextTable([">NO", "APPLIANCE", "TO BE DONE", "SINCE (UTC)"], flexible: 1)
        for checkpoint in checkpoints {
            table.add([
                String(checkpoint.number), checkpoint.appliance.name, checkpoint.what,
                Output.time(checkpoint.openedAt),
            ])
        }
        return table
    }
}

extension CheckpointResource {
    /// `install product-22.4.1`
    var what: String { [verb, package].compactMap(\.self).joined(separator: " ") }
}
