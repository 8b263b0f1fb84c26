/// `docs/reference/commands.md`: every verb with its words, options and examples.
enum CommandsPage {
    static func text(of program: Verb) -> String {
        let verbs = program.all.filter { $0.superCommands != nil && $0.verbs.isEmpty || $0.defaultSubcommand != nil }
        let index = Markdown.table(
            ["Verb", "What it does"], verbs.map { ["[\(name($0))](#\(anchor($0)))", $0.abstract ?? ""] })
        let head = [
            Markdown.notice(of: "the program's own description"), "# Commands",
            "Every verb of `ratchet`. How they find the server, print, and end is told in [commands.md](../commands.md). "
                + "`--help` explains each of them, `--version` says which Ratchet this is.",
            index,
        ]
        return Markdown.page(head + verbs.flatMap(section))
    }

    private static func name(_ verb: Verb) -> String { String(verb.path.trimmingPrefix("ratchet ")) }

    /// As readers of Markdown make it of a heading.
    private static func anchor(_ verb: Verb) -> String { verb.path.replacing(" ", with: "-") }

    private static func section(_ verb: Verb) -> [String] {
        var parts = ["## \(verb.path)", verb.abstract ?? ""]
        if let usual = verb.defaultSubcommand {
            parts.append("Without a verb of its own it does `\(verb.path) \(usual)`.")
        } else {
            parts.append("```text\n\(Usage.lines(of: verb, width: 100).joined(separator: "\n"))\n```")
        }
        let arguments = verb.defaultSubcommand == nil ? verb.words + verb.options : []
        if !arguments.isEmpty {
            parts.append(Markdown.table(["Argument", "Meaning"], arguments.map { ["`\($0.written)`", $0.meaning] }))
        }
        return parts + Discussion(verb.discussion ?? "").parts.map(text)
    }

    private static func text(_ part: Discussion.Part) -> String {
        switch part {
        case .prose(let text): text
        case .examples(let commands): "```sh\n\(commands.joined(separator: "\n"))\n```"
        }
    }
}

/// How a verb is written, with everything that can be said.
enum Usage {
    static func lines(of verb: Verb, width: Int) -> [String] {
        var (lines, line) = ([String](), verb.path)
        for part in verb.options.map(\.usage) + verb.words.map(\.usage) {
            if line.count + part.count + 1 > width {
                lines.append(line)
                line = "   "
            }
            line += " \(part)"
        }
        return lines + [line]
    }
}
