import AdminAPI
import ArgumentParser

/// `ratchet secrets`: the key that secrets are sealed with.
struct SecretsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "secrets", abstract: "Change the key that secrets are sealed with.",
        discussion: """
            Bootstrap tokens, unlock tokens and the device authority's key are sealed with a key in keys/secrets.key, outside \
            the database.

            Example: ratchet secrets rotate
            """, subcommands: [Rotate.self])

    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a new key, seal everything anew, and forget the old key.",
            discussion: """
                Where several servers share a database, stop the others first, and bring them the key file afterwards. A backup \
                of the database from before opens only with a backup of the key file from before.

                Example: ratchet secrets rotate
                """)

        @OptionGroup var options: ServerOptions

        func run() async throws {
            try await options.reporting {
                let done: RotationResource = try await options.client().post(["secrets", "rotate"])
                if options.json { return try Output.json(done) }
                try Output.line(
                    "\(done.resealed) secrets are sealed with a new key, and the old key is forgotten. Back the key file up."
                )
                if done.unreadable > 0 {
                    Terminal.complain(
                        "\(done.unreadable) secrets no key opens; they were lost before. Their devices send new ones when they enrol again."
                    )
                }
            }
        }
    }
}
