import ArgumentParser
import FleetSimulator
import Foundation

/// How simulated devices enrol with proof.
struct EnrolmentOptions: ParsableArguments {
    @Option(
        help: "Enrol one device with this profile; it is worth one certificate.", completion: .file())
    var profile: String?

    @Option(help: "Enrol each device with a link of this file: one a line, each works once.", completion: .file())
    var links: String?

    @Option(
        help: ArgumentHelp(
            """
            Ask the server at this admin address for a link for each device, and agree to what can't be changed once a \
            profile is issued.
            """, valueName: "url"))
    var enroll: String?

    @Option(
        help: """
            PEM file of the authorities that may vouch for the server. Default: those of the state file, else the system's.
            """, completion: .file())
    var roots: String?

    @Option(
        help: ArgumentHelp(
            """
            So many devices also show their certificate in the TLS handshake; each keeps connections of its own. Otherwise \
            only those do whose profile wants no signatures.
            """, valueName: "devices"))
    var mutualTls = 0

    func validate() throws {
        if [profile, links, enroll].compactMap({ $0 }).count > 1 {
            throw ValidationError("One of --profile, --links and --enroll at most.")
        }
        guard mutualTls >= 0 else { throw ValidationError("--mutual-tls takes 0 or more.") }
    }

    /// How many devices there are to be, where nobody says; nil where that does not follow from the options.
    func devices() throws -> Int? {
        if profile != nil { return 1 }
        return try links.map { try invitations(in: $0).count }
    }

    /// Nil where devices are to be believed without proof, or have all that they need in their state file.
    func enrolment() throws -> FleetEnrolment? {
        let roots = try roots.map { try EnrolmentOptions.read($0) }
        if let profile {
            let bytes = try EnrolmentOptions.read(profile)
            return FleetEnrolment([.profile(bytes)], roots: roots, mutualTLSDevices: mutualTls)
        }
        if let links {
            return FleetEnrolment(try invitations(in: links), roots: roots, mutualTLSDevices: mutualTls)
        }
        guard let enroll else { return nil }
        let client = try AdminClient(at: enroll, option: "--enroll")
        return FleetEnrolment(roots: roots, mutualTLSDevices: mutualTls) { device in
            .link(try await client.enrolmentLink(for: device))
        }
    }

    private func invitations(in file: String) throws -> [FleetEnrolment.Invitation] {
        let lines = String(decoding: try EnrolmentOptions.read(file), as: UTF8.self).split(whereSeparator: \.isNewline)
        let links = lines.map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty && !$0.hasPrefix("#") }
        guard (1...FleetConfiguration.mostDevices).contains(links.count) else {
            throw CommandFailure(
                .refused,
                "\(file) has \(links.count) links. It takes 1 to \(FleetConfiguration.mostDevices), one a line.")
        }
        return links.map(FleetEnrolment.Invitation.link)
    }

    /// A file that is larger is none of those that are meant.
    private static let largest = 32 << 20

    private static func read(_ path: String) throws -> Data {
        guard let file = FileHandle(forReadingAtPath: path), let bytes = try? file.read(upToCount: largest + 1),
            bytes.count <= largest
        else {
            throw CommandFailure(.refused, "\(path) can't be read, or is empty or larger than \(largest >> 20) MB.")
        }
        return bytes
    }
}
