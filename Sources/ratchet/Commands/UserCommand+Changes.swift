import AdminAPI
import ArgumentParser
import RatchetCore

extension UserCommand {
    struct SetRole: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "set-role", abstract: "Give somebody another role, from now on.",
            discussion: "Example: ratchet user set-role anna approver")

        @Argument(help: "Their name.", transform: Naming.word)
        var name: String

        @Argument(help: "What they may do.")
        var role: Role

        @OptionGroup var options: ServerOptions

        func run() async throws {
            try await options.reporting {
                let person: PersonResource = try await options.client().put(
                    ["users", name, "role"], RoleBody(role: role.rawValue))
                try UserOutput.changed(person, "is \(person.role) now", options)
            }
        }
    }

    struct SetPassword: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "set-password",
            abstract: "Give somebody another password; they are signed out everywhere.",
            discussion: """
                The password is asked for on a terminal, else read from one line of standard input.

                Example: ratchet user set-password anna --generate
                """)

        @Argument(help: "Their name.", transform: Naming.word)
        var name: String

        @OptionGroup var new: NewPasswordOptions
        @OptionGroup var options: ServerOptions

        func run() async throws {
            try await options.reporting {
                let client = try options.client()
                let password = try new.password(of: name)
                let person: PersonResource = try await client.put(
                    ["users", name, "password"], PasswordBody(password: password))
                try UserOutput.changed(
                    person, "has another password, and is signed out everywhere", new, password, options)
            }
        }
    }

    struct Disable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let somebody in no more; sessions end, tokens are not taken.",
            discussion: "Example: ratchet user disable anna")

        @Argument(help: "Their name.", transform: Naming.word)
        var name: String

        @OptionGroup var options: ServerOptions

        func run() async throws {
            try await options.reporting {
                let person: PersonResource = try await options.client().post(["users", name, "disable"])
                try UserOutput.changed(person, "may not sign in any more", options)
            }
        }
    }

    struct Enable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let somebody in again who was disabled.", discussion: "Example: ratchet user enable anna")

        @Argument(help: "Their name.", transform: Naming.word)
        var name: String

        @OptionGroup var options: ServerOptions

        func run() async throws {
            try await options.reporting {
                let person: PersonResource = try await options.client().post(["users", name, "enable"])
                try UserOutput.changed(person, "may sign in again", options)
            }
        }
    }
}
