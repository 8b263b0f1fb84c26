/// An `import` line, whatever stands before it: `public`, `@testable`, `@_spi(...)`, `#if canImport(...)`.
struct Import: Equatable {
    var module: String
    var line: Int

    private static let kinds: Set = ["typealias", "struct", "class", "enum", "protocol", "let", "var", "func"]

    static func all(in tokens: [Token]) -> [Import] {
        tokens.indices.compactMap { index in
            let token = tokens[index]
            guard token.kind == .word, token.text == "import", !token.isQuoted else { return nil }
            guard index == 0 || tokens[index - 1].text != "." else { return nil }
            guard let first = word(at: index + 1, in: tokens) else { return nil }
            if kinds.contains(first), let module = word(at: index + 2, in: tokens) {
                return Import(module: module, line: token.line)
            }
            return Import(module: first, line: token.line)
        }
    }

    private static func word(at index: Int, in tokens: [Token]) -> String? {
        guard index < tokens.count, tokens[index].kind == .word else { return nil }
        return tokens[index].text
    }
}
