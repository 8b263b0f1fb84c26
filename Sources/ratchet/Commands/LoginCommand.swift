import AdminAPI
import ArgumentParser
import Foundation

/// `ratchet login`: sign in at a server that is not on this machine.
struct LoginCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "login", abstract: "Sign in, for the commands that follow.",
        discussion: """
            The password is asked for on a terminal, else read from one line of standard input. The session is kept in \
            ~/.config/ratchet/sessions.json, or under XDG_CONFIG_HOME; it ends after 12 hours without use, or with \
            `ratchet logout`. On the server's own machine nobody has to sign in: see docs/people.md.

            Example: ratchet login --server https://ratchet.example.org --user anna
            """)

    @Option(help: "Your name at the server.")
    var user: String

    @OptionGroup var options: ServerOptions

    func run() async throws {
        try await options.reporting {
            var client = try options.client()
            client.credentials = .none
            try ServerOptions.requirePrivacy(client.base)
            let file = try LoginCommand.file()
            let password = try PasswordInput.known("Password of \(user) at \(client.base.absoluteString)")
            let body = SignInBody(name: user, password: password, token: true)
            let session: SessionResource = try await client.post(["session"], body)
            try file.keep(session.token, for: client.base)
            if options.json {
                var shown = session
                shown.token = nil
                return try Output.json(shown)
            }
            let end = Output.time(session.expiresAt) ?? ""
            try Output.line("Signed in as \(session.user), \(session.role), until \(end) UTC at most.")
        }
    }

    static func file() throws -> SignInFile {
        guard let file = SignInFile(environment: ProcessInfo.processInfo.environment) else {
            throw CommandFailure(.refused, "There is no folder to keep a session in. Set HOME or XDG_CONFIG_HOME.")
        }
        return file
    }
}

/// `ratchet logout`: end the session that `ratchet login` has begun.
struct LogoutCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "logout", abstract: "End the session that `ratchet login` has begun.",
        discussion: "Example: ratchet logout --server https://ratchet.example.org")

    @OptionGroup var options: ServerOptions

    func run() async throws {
        try await options.reporting {
            var client = try options.client()
            let file = try LoginCommand.file()
            guard file.token(for: client.base) != nil else {
                throw CommandFailure(.notFound, "Nobody has signed in at \(client.base) with `ratchet login`.")
            }
            client.credentials = Credentials(signIns: file)
            // A server that does not know the session any more has ended it.
            do {
                let _: CallerResource = try await client.delete(["session"])
            } catch let failure as CommandFailure where failure.problem?.status == 401 {}
            try file.keep(nil, for: client.base)
            options.json ? try Output.json(["server": client.base.absoluteString]) : try Output.line("Signed out.")
        }
    }
}
