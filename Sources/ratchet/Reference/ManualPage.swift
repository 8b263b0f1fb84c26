/// Manual pages in `man`'s own macros, one for each verb. Nothing in them depends on the day.
enum ManualPage {
    /// By name of file: `ratchet-plan-create.1`.
    static func files(of program: Verb) -> [String: String] {
        let pages = program.all.map { ("\(name($0)).1", text(of: $0, in: program)) }
        return Dictionary(pages) { first, _ in first }
    }

    /// `ratchet-plan-create`
    static func name(_ verb: Verb) -> String { verb.path.replacing(" ", with: "-") }

    private static func text(of verb: Verb, in program: Verb) -> String {
        let description = Discussion(verb.discussion ?? "")
        var lines = [
            ".\\\" Made from the program's own description.",
            ".TH \(name(verb).uppercased()) 1 \"\" \"Ratchet \(Program.version)\" \"Ratchet\"",
            ".SH NAME", "\(Roff.text(name(verb))) \\- \(Roff.text(uncapitalised(verb.abstract ?? "")))",
            ".SH SYNOPSIS", ".nf",
        ]
        lines += Usage.lines(of: verb, width: 72).map(Roff.literal) + [".fi"]
        let prose = description.parts.flatMap(Roff.prose)
        if !prose.isEmpty { lines += [".SH DESCRIPTION"] + prose.dropFirst() }
        lines += section("COMMANDS", verb.verbs.map { ($0.commandName, $0.abstract ?? "") })
        lines += section("OPTIONS", (verb.words + verb.options).map { ($0.written, $0.meaning) })
        if !description.examples.isEmpty {
            lines += [".SH EXAMPLES", ".nf"] + description.examples.flatMap(Roff.lines) + [".fi"]
        }
        let related = ([program] + program.all.filter { $0.superCommands == verb.superCommands } + verb.verbs)
            .filter { $0 != verb }.map { "\(Roff.text(name($0)))(1)" }
        let others = related.reduce(into: [String]()) { kept, name in if !kept.contains(name) { kept.append(name) } }
        if !others.isEmpty {
            lines += [
                ".SH SEE ALSO", others.map { ".BR \($0.replacing("(1)", with: " (1)"))" }.joined(separator: " ,\n"),
            ]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func section(_ title: String, _ rows: [(name: String, meaning: String)]) -> [String] {
        guard !rows.isEmpty else { return [] }
        return [".SH \(title)"]
            + rows.flatMap { [".TP", ".B \(Roff.text($0.name))", Roff.text($0.meaning.isEmpty ? "-" : $0.meaning)] }
    }

    /// `List the releases` as it stands after a dash.
    private static func uncapitalised(_ text: String) -> String {
        let end = text.hasSuffix(".") ? text.dropLast() : text[...]
        return end.prefix(1).lowercased() + end.dropFirst()
    }
}

/// Text for `man`.
enum Roff {
    /// A line of filled text: hyphens that can be typed, and nothing that begins a request.
    static func text(_ text: String) -> String {
        let plain = text.replacing("\\", with: "\\e").replacing("-", with: "\\-").replacing("'", with: "\\(aq")
            .replacing("`", with: "\\(ga")
        return plain.hasPrefix(".") ? "\\&\(plain)" : plain
    }

    /// A line that stays as it is, indentation included.
    static func literal(_ line: String) -> String { line.isEmpty ? "\\&" : text(line) }

    static func lines(_ text: String) -> [String] { text.split(separator: "\n").map { literal(String($0)) } }

    static func prose(_ part: Discussion.Part) -> [String] {
        guard case .prose(let text) = part else { return [] }
        return [".PP", Roff.text(text)]
    }
}
