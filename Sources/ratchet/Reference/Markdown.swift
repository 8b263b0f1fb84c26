/// Pieces of a Markdown page.
enum Markdown {
    /// A table; a line break or a bar in a cell would end it.
    static func table(_ heading: [String], _ rows: [[String]]) -> String {
        let line = { (cells: [String]) in
            "| \(cells.map { $0.isEmpty ? "-" : escaped($0) }.joined(separator: " | ")) |"
        }
        let rule = "|\(heading.map { _ in "---" }.joined(separator: "|"))|"
        return ([line(heading), rule] + rows.map(line)).joined(separator: "\n")
    }

    static func code(_ words: [String]) -> String { words.map { "`\($0)`" }.joined(separator: ", ") }

    /// Parts with an empty line between them, and a line break at the end.
    static func page(_ parts: [String]) -> String { parts.joined(separator: "\n\n") + "\n" }

    /// The first lines of a page that nobody writes.
    static func notice(of source: String) -> String {
        "<!-- Made from \(source) by `make reference`; a test compares. Change it there, not here. -->"
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("|", with: "\\|").replacing("\n", with: " ")
    }
}
