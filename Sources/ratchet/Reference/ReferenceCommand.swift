import ArgumentParser
import Foundation

/// `ratchet reference`: writes what is said of the program by the program. Not for operators, so not in the help.
struct ReferenceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reference", abstract: "Write the reference or the manual pages into a folder.",
        discussion: """
            Examples:
              ratchet reference pages docs/reference
              ratchet reference manual man1
            """, shouldDisplay: false)

    /// What there is to write.
    enum Kind: String, ExpressibleByArgument, CaseIterable {
        case pages, manual

        /// Texts by name of their file.
        func files() throws -> [String: String] {
            let program = try Verb.program()
            return switch self {
            case .pages: Reference.pages(of: program)
            case .manual: ManualPage.files(of: program)
            }
        }
    }

    @Argument(help: "What to write.")
    var kind: Kind

    @Argument(help: "Where; it is made if it is not there.", completion: .directory)
    var folder: String

    func run() throws {
        let url = URL(fileURLWithPath: folder, isDirectory: true)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        for (name, text) in try kind.files() { try Data(text.utf8).write(to: url.appendingPathComponent(name)) }
    }
}

/// The pages of `docs/reference`.
enum Reference {
    static func pages(of program: Verb) -> [String: String] {
        [
            "commands.md": CommandsPage.text(of: program), "states.md": StatesPage.text(),
            "reasons.md": ReasonsPage.text(),
        ]
    }
}
