import AdminAPI
import ArgumentParser

/// `ratchet push`: the push service and its certificate.
struct PushCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "push", abstract: "Try the push certificate, see how pushes stand, and let them go again.",
        discussion: """
            docs/push.md tells how the certificate is got and renewed, and what each answer of the push service means.

            Examples:
              ratchet push check --config ratchet.yaml
              ratchet push status
              ratchet push resume
            """,
        subcommands: [Status.self, PushCheckCommand.self, Resume.self], defaultSubcommand: Status.self)

    /// `ratchet push status`: with what devices are woken, and whether they are.
    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the push certificate that the server uses, and whether pushes are sent.",
            discussion: """
                Example: ratchet push status
                """)

        @OptionGroup var options: ServerOptions

        func run() async throws {
            try await options.reporting {
                let push: PushResource = try await options.client().get(["push"])
                if options.json { return try Output.json(push) }
                try PushCommand.show(push)
            }
        }
    }

    /// `ratchet push resume`: what the push service refused has been seen to.
    struct Resume: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Send pushes again that were held back, after what the push service refused was mended.",
            discussion: """
                Tokens that were refused for another reason than that the device left (410) are tried again too. A changed \
                certificate needs no such word: the server sees it.

                Example: ratchet push resume
                """)

        @OptionGroup var options: ServerOptions

        func run() async throws {
            try await options.reporting {
                let push: PushResource = try await options.client().post(["push", "resume"])
                if options.json { return try Output.json(push) }
                try Output.line(
                    Terminal.wrapped(
                        "Pushes are sent again. If they are refused once more, `ratchet push status` says so."))
            }
        }
    }

    static func show(_ push: PushResource) throws {
        for line in words(for: push) { try Output.line(Terminal.wrapped(line)) }
    }

    static func words(for push: PushResource) -> [String] {
        let service = push.address.isEmpty ? "The server has not started yet." : "Push service: \(push.address)"
        var lines = [service] + (push.certificate.map(words) ?? ["Certificate: none"])
        if let problem = push.problem { lines.append("Problem: \(problem).") }
        if let stoppedAt = push.stoppedAt {
            let since = Output.time(stoppedAt) ?? stoppedAt
            lines.append(
                "STOPPED since \(since) UTC: the push service refuses the certificate (\(push.stoppedBecause ?? "")). "
                    + "Replace its file, or say `ratchet push resume` when something else was mended.")
        }
        return lines
    }

    static func words(for certificate: PushResource.Certificate) -> [String] {
        let until = Output.time(certificate.expiresAt) ?? certificate.expiresAt
        let days = certificate.daysLeft
        let left = days < 0 ? "EXPIRED" : "\(Output.count(days, "day")) left"
        let warning = days <= 30 ? ". Renew this same certificate (docs/push.md)" : ""
        return [
            "Topic: \(certificate.topic)", "Subject: \(certificate.subject)",
            "Expires: \(until) UTC, \(left)\(warning)",
        ]
    }
}
