import AdminAPI
import ArgumentParser
import Foundation
import LocalServer
import NIOHTTP1

/// `ratchet enroll`: how devices come to this service.
struct EnrollCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enroll", abstract: "Issue profiles and links with which devices enrol.",
        discussion: """
            A profile is worth one device: it holds a challenge that is good for one certificate. A link is an address at which \
            one device fetches its profile.

            Before the first one it is said what can never be changed for a device that has enrolled; --accept agrees to it.

            Examples:
              ratchet enroll terms
              ratchet enroll profile --output ratchet.mobileconfig --accept
              ratchet enroll link --note "Ada's iPhone" --days 2
            """,
        subcommands: [Terms.self, Profile.self, Link.self, Links.self, End.self], defaultSubcommand: Terms.self)

    struct Terms: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what every profile says, and what can never be changed later.",
            discussion: "Example: ratchet enroll terms")

        @OptionGroup var options: ServerOptions

        func run() async throws {
            try await options.reporting {
                let terms: EnrolmentResource = try await options.client().get(["enrolment"])
                if options.json { return try Output.json(terms) }
                try Output.line(EnrollWords.terms(terms))
            }
        }
    }

    struct Profile: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Issue a profile for one device.",
            discussion: "Example: ratchet enroll profile --output ratchet.mobileconfig --accept")

        @Option(name: .shortAndLong, help: "Where to write it; - is standard output.", completion: .file())
        var output: String

        @OptionGroup var acceptance: Acceptance
        @OptionGroup var options: ServerOptions

        func run() async throws {
            try await options.reporting {
                let client = try options.client()
                let profile = try await acceptance.asking(client) {
                    try await client.fetch(["enrolment", "profile"], EnrolmentBody(accept: acceptance.accept))
                }
                if output == "-" { return try Output.write(String(decoding: profile, as: UTF8.self)) }
                try EnrollFile.write(profile, to: output)
                Terminal.complain(
                    "\(output) is good for one device, and for a limited time. Whoever has it can enrol a device with it."
                )
            }
        }
    }

    struct Link: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a link for one device. It is printed once.",
            discussion: "Example: ratchet enroll link --note \"Ada's iPhone\" --days 2")

        @Option(help: "For whom it is.")
        var note = ""

        @Option(help: "For how many days it works, 1 to 30.")
        var days = 7

        @OptionGroup var acceptance: Acceptance
        @OptionGroup var options: ServerOptions

        func run() async throws {
            try await options.reporting {
                let client = try options.client()
                let body = EnrolmentBody(
                    accept: acceptance.accept, note: note, lifetime: Int64(min(max(days, 0), 3650)) * 86_400)
                let link: EnrolmentLinkResource = try await acceptance.asking(client) {
                    try await client.post(["enrolment", "links"], body)
                }
                if options.json { return try Output.json(link) }
                try Output.line(link.url ?? "")
                Terminal.complain(
                    "It works for one device, until \(Output.time(link.expiresAt) ?? "-") UTC, and is shown this once. "
                        + "`ratchet enroll end \(link.id)` ends it before.")
            }
        }
    }

    struct Links: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List links, the newest first.", discussion: "Example: ratchet enroll links")

        @OptionGroup var display: DisplayOptions
        @OptionGroup var options: ServerOptions

        func run() async throws {
            try await options.reporting {
                let list: EnrolmentLinkListResource = try await options.client().get(["enrolment", "links"])
                if options.json { return try Output.json(list) }
                var table = TextTable(["ID", "NOTE", "MADE (UTC)", "EXPIRES (UTC)", "USED"], flexible: 1)
                for link in list.links {
                    table.add([
                        link.id, link.note, Output.time(link.madeAt), Output.time(link.expiresAt),
                        Output.time(link.usedAt),
                    ])
                }
                try Output.table(table, empty: "There is no link. `ratchet enroll link` makes one.", display)
            }
        }
    }

    struct End: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "End a link before its time.",
            discussion: "Example: ratchet enroll end 0193a3c0-4a1e-7000-b2d4-9c1b64c5e1aa")

        @Argument(help: "The link's id.", transform: Naming.word)
        var link: String

        @OptionGroup var options: ServerOptions

        func run() async throws {
            try await options.reporting {
                _ = try await options.client().fetch(["enrolment", "links", link], method: .DELETE)
                if options.json { return try Output.line("{}") }
                try Output.line("The link works no more.")
            }
        }
    }
}

/// Agreeing to what can never be changed.
struct Acceptance: ParsableArguments {
    @Flag(help: "Agree to what the first profile fixes for good; `ratchet enroll terms` shows it.")
    var accept = false

    /// Shows what there is to agree to, where that is what the server asks for.
    func asking<Answer>(_ client: AdminClient, _ work: () async throws -> Answer) async throws -> Answer {
        do {
            return try await work()
        } catch let failure as CommandFailure where failure.problem?.code == "terms-not-agreed" {
            let terms: EnrolmentResource = try await client.get(["enrolment"])
            Terminal.complain(EnrollWords.terms(terms))
            throw failure
        }
    }
}

/// A profile on disk: whoever has it can enrol a device, so nobody but its owner can read it.
enum EnrollFile {
    static func write(_ profile: Data, to path: String) throws {
        do {
            try PrivateFile.write(profile, to: URL(fileURLWithPath: path))
        } catch {
            throw CommandFailure(.refused, "\(error). See that its folder is there and may be written to.")
        }
    }
}

/// What every profile says, in words.
enum EnrollWords {
    static func terms(_ terms: EnrolmentResource) -> String {
        var lines = [
            terms.agreed
                ? "Profiles were issued under these terms. For enrolled devices they can never be changed:"
                : "The first profile fixes these for good. A device that has enrolled takes no others:",
            "  topic     \(terms.topic.isEmpty ? "-" : terms.topic)"
                + (terms.developmentPush ? " (development)" : ""),
            "  check-in  \(terms.checkInURL)", "  commands  \(terms.serverURL)",
            "  rights    \(terms.accessRights), which may become fewer and never more:",
        ]
        lines += terms.rights.map { "            \($0.value)  \($0.text)" }
        if !terms.faults.isEmpty {
            lines.append("No profile can be issued now:")
            lines += terms.faults.map { "  \($0.field): \($0.text)" }
        } else if !terms.agreed {
            lines.append("Say --accept with the first profile or link to agree.")
        }
        return lines.map { Terminal.printable($0) }.joined(separator: "\n")
    }
}
