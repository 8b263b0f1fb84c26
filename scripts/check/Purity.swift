/// A row of tokens that a pure room may not contain.
///
/// `Date ( )` is three tokens in a row, with whatever space or comment between them. `a|b` is either, `name*` any word
/// that begins so, `*` any token, `<value>` the name of a variable, and `not:a|b` any token but these (or none at all).
struct TokenPattern {
    enum Element {
        case any
        case oneOf([NamePattern])
        case noneOf([NamePattern])

        init(_ text: String) {
            if text == "*" {
                self = .any
            } else if text.hasPrefix("not:") {
                self = .noneOf(Self.names(text.dropFirst(4)))
            } else {
                self = .oneOf(Self.names(text[...]))
            }
        }

        private static func names(_ text: Substring) -> [NamePattern] {
            text == "|" ? [NamePattern(text: "|")] : text.split(separator: "|").map { NamePattern(text: String($0)) }
        }

        func matches(_ token: Token?) -> Bool {
            switch self {
            case .any: token != nil
            case .oneOf(let names): names.contains { Self.isOne(token, of: $0) }
            case .noneOf(let names): !names.contains { Self.isOne(token, of: $0) }
            }
        }

        private static func isOne(_ token: Token?, of name: NamePattern) -> Bool {
            guard let token else { return false }
            return name.text == "<value>" ? token.isValueName : name.matches(token.text)
        }
    }

    var elements: [Element]
    /// The first element that asks for a token: where the fault is.
    var anchor: Int

    init(_ text: String) {
        elements = text.split(separator: " ").map { Element(String($0)) }
        anchor = elements.firstIndex { if case .oneOf = $0 { true } else { false } } ?? 0
    }

    func matches(_ tokens: [Token], at index: Int) -> Bool {
        guard elements[anchor].matches(tokens[index]) else { return false }
        return elements.indices.allSatisfy { offset in
            let position = index + offset - anchor
            return elements[offset].matches(tokens.indices.contains(position) ? tokens[position] : nil)
        }
    }

    /// How the file spells what was found.
    func found(_ tokens: [Token], at index: Int) -> String {
        let end = min(tokens.count, index + elements.count - anchor)
        return tokens[index..<end].map { $0.kind == .string ? "\"...\"" : $0.text }
            .reduce(into: "") { text, next in
                let glue = ".()[]:,".contains(next) || text.isEmpty || text.last.map { ".(@".contains($0) } == true
                text += glue ? next : " " + next
            }
    }
}

/// Refuses in pure rooms whatever reads a clock, draws a number or looks outside: the lists in `purity.txt`.
struct PurityCheck {
    struct Section {
        var wayOut: String
        var patterns: [TokenPattern]
    }

    private var sections: [Section] = []

    init(_ file: RuleFile) throws {
        for line in file.lines {
            if line.text.hasPrefix("[") {
                sections.append(Section(wayOut: String(line.text.dropFirst().dropLast()), patterns: []))
            } else if sections.isEmpty {
                throw file.broken(line, "a pattern before the first [way out]")
            } else {
                sections[sections.count - 1].patterns.append(TokenPattern(line.text))
            }
        }
    }

    func run(on file: SourceTree.File, room: String, into report: inout Report) {
        let tokens = file.tokens
        for index in tokens.indices where tokens[index].kind != .string {
            for section in sections {
                guard let pattern = section.patterns.first(where: { $0.matches(tokens, at: index) }) else { continue }
                report.add(
                    Fault(
                        group: .purity, file: file.path, line: tokens[index].line,
                        text: "`\(pattern.found(tokens, at: index))` in \(room), which is pure", wayOut: section.wayOut)
                )
            }
        }
    }
}
