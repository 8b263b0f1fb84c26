import AdminAPI
import ArgumentParser
import Foundation
import Notify
import Ports
import RatchetCore

/// `ratchet mail`: what Ratchet tells people by mail.
struct MailCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mail", abstract: "Try the mail server.",
        discussion: """
            docs/mail.md tells how the mail server is configured.

            Example: ratchet mail check --config ratchet.yaml --to you@example.org
            """,
        subcommands: [Check.self])

    /// `ratchet mail check`: one mail, as the server would send it.
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Send one mail as the server would.",
            discussion: """
                Reads the mail server, the sender and the sign-in from the configuration, and sends one mail. That the mail \
                server took it does not prove that it arrives; look into the mailbox.

                Example: ratchet mail check --config ratchet.yaml --to you@example.org

                Exit code 0: the mail server took it; 1: it did not, or none is configured; 3: it can't be reached, or asks \
                to come back later.
                """)

        @Option(help: "Whom to send it to.", transform: { try MailAddress.read($0) })
        var to: MailAddress

        @Option(help: "The configuration file.", completion: .file())
        var config: String?

        @Flag(help: "Print what came of it as one JSON object.")
        var json = false

        func run() async throws {
            try await CommandFailure.reporting(isJSON: json) {
                let service = try Check.service(config)
                let clock = SystemClock()
                let outcome = await SMTPMailer(service).send(
                    .trial(to: to, at: clock.now(), id: UUIDv7Source(clock: clock).next()))
                let report = Report(outcome, service: service, to: to)
                if json { try Output.json(report) }
                if !json, let failure = report.failure { throw failure }
                if !json { try Output.line(Terminal.wrapped(report.words)) }
                if let failure = report.failure { throw ExitCode(failure.code.rawValue) }
            }
        }

        private static func service(_ config: String?) throws -> MailService {
            do {
                guard let service = try Configuration.load(config).mail else {
                    throw CommandFailure(
                        .refused, "No mail server is configured; set mail.server and mail.from: docs/mail.md.")
                }
                return service
            } catch let faults as ConfigurationFaults {
                throw CommandFailure(.refused, faults.description)
            }
        }
    }
}

extension MailCommand.Check {
    struct Report: Encodable {
        let server: String
        let from: String
        let to: String
        /// `accepted`, `refused` or `unavailable`.
        let outcome: String
        @OrNull var reason: String?

        init(_ outcome: MailOutcome, service: MailService, to: MailAddress) {
            (server, from, self.to) = (service.url, service.from.text, to.text)
            switch outcome {
            case .accepted: (self.outcome, _reason) = ("accepted", OrNull(wrappedValue: nil))
            case .refused(let reason): (self.outcome, _reason) = ("refused", OrNull(wrappedValue: reason))
            case .unavailable(let reason): (self.outcome, _reason) = ("unavailable", OrNull(wrappedValue: reason))
            }
        }

        /// Nil where the mail server took it.
        var failure: CommandFailure? {
            switch outcome {
            case "accepted": nil
            case "refused": CommandFailure(.refused, words)
            default: CommandFailure(.unreachable, words)
            }
        }

        var words: String {
            guard let reason else {
                return "\(server) took the mail for \(to). Now look into the mailbox."
            }
            return "The mail for \(to) was not sent: \(reason)."
        }
    }
}

extension MailAddress {
    /// An address as an option has it.
    static func read(_ text: String) throws -> MailAddress {
        guard let address = MailAddress(text) else {
            throw ValidationError("\"\(text)\" is not an address such as you@example.org.")
        }
        return address
    }
}

extension Mail {
    /// The one that `ratchet mail check` sends.
    static func trial(to address: MailAddress, at now: Instant, id: String) -> Mail {
        Mail(
            to: [address], subject: "Ratchet can send mail",
            text: "Somebody has tried the mail server with `ratchet mail check`. There is nothing to do.\n", date: now,
            id: id)
    }
}
