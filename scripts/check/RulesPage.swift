import Foundation

/// The procedure's rules as the code carries them: which declaration's comment names a rule in brackets, and which tests begin with its
/// number. `docs/rules.md` is this page.
struct RulesPage {
    static let path = "docs/rules.md"
    private static let source = "Sources/RatchetCore/Upgrade/Rule.swift"

    struct Rule {
        let number: String
        let statement: String
        var symbols: [(file: String, name: String)] = []
        var tests: [(file: String, name: String)] = []
        /// Something holds it for whatever happens: a property test, or an invariant of the simulation.
        var isInvariant = false
    }

    private(set) var rules: [Rule] = []

    init(_ tree: SourceTree) {
        guard let file = tree.files.first(where: { $0.path == Self.source }) else { return }
        rules = Self.statements(of: file.text)
        for file in tree.files where file.isSwift && file.path != Self.source {
            if file.path.hasPrefix("Sources/") { takeSymbols(of: file) }
            if file.path.hasPrefix("Tests/") { takeTests(of: file) }
        }
    }

    /// What is wrong with a project whose page is `page`; nothing where it has no rules.
    func faults(page: String?) -> [Fault] {
        if rules.isEmpty { return [] }
        var faults: [Fault] = []
        for rule in rules where rule.symbols.isEmpty || rule.tests.isEmpty {
            let lack = rule.symbols.isEmpty ? "no declaration whose comment names (\(rule.number))" : "no test"
            faults.append(
                Fault(
                    group: .house, file: Self.source, text: "the rule \(rule.number) has \(lack)",
                    wayOut: "name the rule where it is carried, and begin a test's name with its number and a colon"))
        }
        if page != text {
            faults.append(
                Fault(
                    group: .house, file: Self.path, text: "does not say what the code says",
                    wayOut: "make rules writes it"))
        }
        return faults
    }

    var text: String {
        var lines = [
            "# The procedure's rules", "",
            "Written by `make rules` from the sources; `make check` compares. The numbers are the procedure's. An *invariant* is held by",
            "property tests or by the simulation, whatever happens; an *example* by tests of cases.", "",
            "| rule | what it says | kind |", "|---|---|---|",
        ]
        lines += rules.map { "| [\($0.number)](#\($0.number.lowercased())) | \($0.statement) | \($0.kind) |" }
        for rule in rules {
            lines += ["", "## \(rule.number)", "", rule.statement, "", "Carried by:", ""]
            lines += rule.symbols.map { "- `\($0.name)` in [\($0.file)](../\($0.file))" }
            lines += ["", "Shown by:", ""]
            lines += rule.tests.map { "- \($0.name) ([\(Self.last($0.file))](../\($0.file)))" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func last(_ path: String) -> String { String(path.split(separator: "/").last ?? "") }
}

extension RulesPage.Rule {
    var kind: String { isInvariant ? "invariant" : "example" }
}

extension RulesPage {
    /// The cases of the rules' enum with their comments.
    private static func statements(of text: String) -> [Rule] {
        var (rules, comment): ([Rule], [String]) = ([], [])
        for line in text.split(separator: "\n").map({ $0.trimmingCharacters(in: .whitespaces) }) {
            if let match = line.wholeMatch(of: /case ([A-Z][0-9]+)/) {
                rules.append(Rule(number: String(match.1), statement: comment.joined(separator: " ")))
            }
            comment = line.hasPrefix("///") ? comment + [line.dropFirst(3).trimmingCharacters(in: .whitespaces)] : []
        }
        return rules
    }

    private mutating func takeSymbols(of file: SourceTree.File) {
        var named: Set<String> = []
        var type = ""
        for line in file.text.split(separator: "\n").map({ $0.trimmingCharacters(in: .whitespaces) }) {
            if line.hasPrefix("///") {
                named.formUnion(Self.numbers(in: line))
                continue
            }
            if line.isEmpty || line.hasPrefix("@") || line.hasPrefix("//") { continue }
            let declared = Self.declaration(in: line)
            if let declared, declared.isType { type = declared.name }
            if let declared, !named.isEmpty {
                let name = declared.isType || type.isEmpty ? declared.name : "\(type).\(declared.name)"
                for number in named { add(number, symbol: (file.path, name), file.path) }
            }
            named = []
        }
    }

    private mutating func add(_ number: String, symbol: (file: String, name: String), _ path: String) {
        guard let index = rules.firstIndex(where: { $0.number == number }) else { return }
        let isKnown = rules[index].symbols.contains { $0 == symbol }
        if !isKnown { rules[index].symbols.append(symbol) }
        if path.hasPrefix("Sources/Simulation/") { rules[index].isInvariant = true }
    }

    private mutating func takeTests(of file: SourceTree.File) {
        for match in file.text.matches(of: /`((?:[A-Z][0-9]+(?:, )?)+): ([^`]+)`/) {
            for number in match.1.split(separator: ",").map({ $0.trimmingCharacters(in: .whitespaces) }) {
                guard let index = rules.firstIndex(where: { $0.number == number }) else { continue }
                rules[index].tests.append((file.path, String(match.2)))
                if file.path.contains("Propert") { rules[index].isInvariant = true }
            }
        }
    }

    /// The rules that a comment names: `(P5)`, `(D1, D4)`, `(P2: asked anew)`.
    private static func numbers(in comment: String) -> [String] {
        comment.matches(of: /\(((?:[A-Z][0-9]+(?:, )?)+)(?:\)|:)/).flatMap { match in
            match.1.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        }
    }

    private static func declaration(in line: String) -> (name: String, isType: Bool)? {
        let pattern =
            /(?:[a-z]+(?:\([a-z]+\))? )*(struct|enum|class|protocol|actor|extension|func|var|let|case|init|typealias)\b ?\.?`?([A-Za-z0-9_.]*)/
        guard let match = line.prefixMatch(of: pattern) else { return nil }
        let isType = ["struct", "enum", "class", "protocol", "actor", "extension"].contains(match.1)
        return (match.2.isEmpty ? String(match.1) : String(match.2), isType)
    }
}
