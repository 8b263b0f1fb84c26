import Foundation
import Testing

/// A page of the documentation, as the blocks that are set off in it.
struct DocsPage: Sendable, CustomTestStringConvertible {
    /// What stands between two fences.
    struct Block: Sendable {
        /// `sh`, `json`, `yaml`; empty where nothing is said.
        let language: String
        let lines: [String]
        /// Of its first line.
        let line: Int
    }

    /// `docs/quickstart.md`
    let path: String
    let text: String
    let blocks: [Block]

    var testDescription: String { path }

    init(_ path: String) throws {
        self.path = path
        text = try String(contentsOf: Project.folder.appending(path: path), encoding: .utf8)
        var (blocks, open): ([Block], Block?) = ([], nil)
        for (index, line) in text.components(separatedBy: "\n").enumerated() {
            if line.hasPrefix("```") {
                if let block = open { blocks.append(block) }
                open = open == nil ? Block(language: String(line.dropFirst(3)), lines: [], line: index + 2) : nil
            } else if let block = open {
                open = Block(language: block.language, lines: block.lines + [line], line: block.line)
            }
        }
        self.blocks = blocks
    }

    /// Every page that a reader may follow.
    static func all() throws -> [DocsPage] {
        let docs = FileManager.default.enumerator(atPath: Project.folder.appending(path: "docs").path)
        let paths = (docs?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".md") }.map { "docs/\($0)" }
        return try (["README.md", "CONTRIBUTING.md"] + paths.sorted()).map { try DocsPage($0) }
    }
}

extension DocsPage.Block {
    /// The commands in it, each with the line that it begins in. A command goes on while a quote is open or a line ends in
    /// a backslash.
    var commands: [(text: String, line: Int)] {
        var (commands, begun): ([(text: String, line: Int)], (text: String, line: Int)?) = ([], nil)
        for (offset, line) in lines.enumerated() {
            let command = begun.map { ($0.text + "\n" + line, $0.line) } ?? (line, self.line + offset)
            begun = nil
            if line.hasSuffix("\\") || !command.0.count(where: { $0 == "'" }).isMultiple(of: 2) {
                begun = command
            } else if !command.0.allSatisfy(\.isWhitespace), !command.0.hasPrefix("#") {
                commands.append(command)
            }
        }
        return commands + (begun.map { [$0] } ?? [])
    }
}

/// Where the project lies, and its programs.
enum Project {
    static let folder = (1...4).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }

    /// The folder of the running tests, in which the programs lie beside them.
    static var programs: URL {
        let tests = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return URL(filePath: tests ?? CommandLine.arguments[0]).deletingLastPathComponent()
    }
}
